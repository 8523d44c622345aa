package dev.securitypolicies.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each rule is defined once, in `docs/rules.md`, and cited by the code that keeps it, by a test and by a page for users. */
final class RulesTest {

    private static final Path DOCS = Path.of("../docs");
    private static final Path RULES = DOCS.resolve("rules.md");
    private static final Pattern DEFINED = Pattern.compile("^## (R[0-9]+) ", Pattern.MULTILINE);
    private static final Pattern CITED = Pattern.compile("\\b(R[0-9]{1,2})\\b(?: to (R[0-9]{1,2})\\b)?");

    @Test
    void eachRuleIsDefinedOnceAndInOrder() throws IOException {
        List<String> defined = DEFINED.matcher(Files.readString(RULES))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(defined)
                .isEqualTo(IntStream.rangeClosed(1, 17)
                        .mapToObj(number -> "R" + number)
                        .toList());
    }

    @Test
    void eachRuleIsKeptTestedAndExplained() throws IOException {
        Set<String> built = IntStream.rangeClosed(1, 17)
                .mapToObj(number -> "R" + number)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(cited(Path.of("src/main/java"), ".java")).as("code").containsAll(built);
        assertThat(cited(Path.of("src/test/java"), ".java")).as("tests").containsAll(built);
        assertThat(cited(DOCS, ".md")).as("pages").containsAll(built);
    }

    @Test
    void noRuleIsCitedThatDoesNotExist() throws IOException {
        Set<String> all = new TreeSet<>(cited(Path.of("src/main/java"), ".java"));
        all.addAll(cited(DOCS, ".md"));
        assertThat(all)
                .isSubsetOf(IntStream.rangeClosed(1, 17)
                        .mapToObj(number -> "R" + number)
                        .collect(Collectors.toSet()));
    }

    /** `R1 to R5` cites five rules. */
    private static Set<String> cited(Path folder, String ending) throws IOException {
        Set<String> cited = new TreeSet<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(ending))
                    .filter(path -> !path.equals(RULES))
                    .toList()) {
                Matcher found = CITED.matcher(Files.readString(file));
                while (found.find()) {
                    int first = number(found.group(1));
                    int last = found.group(2) == null ? first : number(found.group(2));
                    IntStream.rangeClosed(first, last).forEach(number -> cited.add("R" + number));
                }
            }
        }
        return cited;
    }

    private static int number(String rule) {
        return Integer.parseInt(rule.substring(1));
    }
}
