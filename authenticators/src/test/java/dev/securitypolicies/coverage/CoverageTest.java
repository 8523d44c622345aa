package dev.securitypolicies.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** `docs/coverage.md` is what the tests say of themselves; no cell is empty, and none has both a test and an excuse. */
final class CoverageTest {

    private static final Path PAGE = Path.of("../docs/coverage.md");
    private static final Path CLASSES = Path.of("target/test-classes");
    private static final String BEGIN = "<!-- made by CoverageTest; -Dcoverage.write=true writes it anew -->\n";
    private static final String END = "<!-- end -->\n";

    @Test
    void thePageIsWhatTheTestsSay() throws IOException {
        String page = Files.readString(PAGE);
        String expected =
                page.substring(0, page.indexOf(BEGIN)) + BEGIN + table(cells()) + page.substring(page.indexOf(END));
        if (Boolean.getBoolean("coverage.write")) {
            Files.writeString(PAGE, expected);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(expected);
    }

    @Test
    void noCellIsEmptyAndNoneIsExcusedWithoutNeed() throws IOException {
        Map<Way, Map<Aspect, Set<String>>> cells = cells();
        for (Way way : Way.values()) {
            for (Aspect aspect : Aspect.values()) {
                boolean tested = !tests(cells, way, aspect).isEmpty();
                assertThat(tested).as("%s, %s", way, aspect).isNotEqualTo(way.reasons.containsKey(aspect));
            }
        }
    }

    private static String table(Map<Way, Map<Aspect, Set<String>>> cells) {
        List<String> lines = new ArrayList<>();
        lines.add(Stream.of(Aspect.values())
                .map(aspect -> aspect.label)
                .collect(Collectors.joining(" | ", "| way in | ", " |")));
        lines.add("|---".repeat(1 + Aspect.values().length) + "|");
        for (Way way : Way.values()) {
            lines.add(Stream.of(Aspect.values())
                    .map(aspect -> cell(way, aspect, tests(cells, way, aspect)))
                    .collect(Collectors.joining(" | ", "| " + way.label + " | ", " |")));
        }
        return String.join("\n", lines) + "\n";
    }

    private static String cell(Way way, Aspect aspect, Set<String> tests) {
        return tests.isEmpty()
                ? "*" + way.reasons.getOrDefault(aspect, "") + "*"
                : tests.stream().map(test -> "`" + test + "`").collect(Collectors.joining(", "));
    }

    private static Set<String> tests(Map<Way, Map<Aspect, Set<String>>> cells, Way way, Aspect aspect) {
        return cells.getOrDefault(way, Map.of()).getOrDefault(aspect, Set.of());
    }

    private static Map<Way, Map<Aspect, Set<String>>> cells() throws IOException {
        Map<Way, Map<Aspect, Set<String>>> cells = new EnumMap<>(Way.class);
        for (Class<?> type : tests()) {
            for (Method method : type.getDeclaredMethods()) {
                for (Covers covers : method.getAnnotationsByType(Covers.class)) {
                    for (Aspect aspect : covers.as()) {
                        cells.computeIfAbsent(covers.value(), way -> new EnumMap<>(Aspect.class))
                                .computeIfAbsent(aspect, unused -> new TreeSet<>())
                                .add(type.getSimpleName());
                    }
                }
            }
        }
        return cells;
    }

    /** Without starting a server: the classes are loaded and not initialized. */
    private static List<Class<?>> tests() throws IOException {
        List<Class<?>> types = new ArrayList<>();
        try (Stream<Path> files = Files.walk(CLASSES)) {
            for (Path file : files.filter(path -> path.toString().endsWith("IT.class")
                            || path.toString().endsWith("Story.class"))
                    .toList()) {
                String name = CLASSES.relativize(file).toString().replace('/', '.');
                types.add(Class.forName(
                        name.substring(0, name.length() - ".class".length()),
                        false,
                        CoverageTest.class.getClassLoader()));
            }
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
        return types;
    }
}
