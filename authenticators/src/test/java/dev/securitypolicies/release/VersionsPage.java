package dev.securitypolicies.release;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** The table of `docs/versions.md`: one row for each version of Keycloak that the stories have run on, the newest first. */
public final class VersionsPage {

    private static final String BEGIN = "<!-- rows are written by the profile `versions` -->\n";
    private static final String END = "<!-- end -->\n";
    private static final Pattern ROW =
            Pattern.compile("\\| ([0-9.]+) \\| ([0-9]+) \\| ([0-9]+) \\| ([0-9]+) \\| ([0-9-]+) \\|");

    private VersionsPage() {}

    /** How the stories of one run ended; the day is UTC's. */
    record Row(String version, int stories, int failed, int skipped, LocalDate day) {

        static Optional<Row> of(String line) {
            Matcher parts = ROW.matcher(line);
            return parts.matches()
                    ? Optional.of(new Row(
                            parts.group(1),
                            Integer.parseInt(parts.group(2)),
                            Integer.parseInt(parts.group(3)),
                            Integer.parseInt(parts.group(4)),
                            LocalDate.parse(parts.group(5))))
                    : Optional.empty();
        }

        String line() {
            return "| " + version + " | " + stories + " | " + failed + " | " + skipped + " | " + day + " |\n";
        }
    }

    /** The page, the folder of the reports, the folder of the compiled stories, the version of the server. */
    public static void main(String... arguments) throws IOException {
        Path page = Path.of(arguments[0]);
        Row row = run(Path.of(arguments[1]), Path.of(arguments[2]), arguments[3]);
        Files.writeString(page, with(Files.readString(page), row));
        System.out.print("docs/versions.md: " + row.line());
    }

    static List<Row> rows(String page) {
        return between(page).lines().map(Row::of).flatMap(Optional::stream).toList();
    }

    /** The page with this row instead of an earlier one of its version. */
    static String with(String page, Row row) {
        Predicate<Row> others = other -> !other.version().equals(row.version());
        StringBuilder rows = new StringBuilder();
        Stream.concat(rows(page).stream().filter(others), Stream.of(row))
                .sorted(Comparator.comparing((Row any) -> ModuleDescriptor.Version.parse(any.version()))
                        .reversed())
                .forEach(any -> rows.append(any.line()));
        return page.replace(BEGIN + between(page) + END, BEGIN + rows + END);
    }

    private static String between(String page) {
        return page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END));
    }

    /** The row of a run of all stories; one that was ended, or was told to run some of them, has none. */
    static Row run(Path reports, Path stories, String version) throws IOException {
        List<String> missing = stories(stories)
                .filter(name -> !Files.exists(reports.resolve("TEST-" + name + ".xml")))
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalStateException("no row: the run has no report of " + missing);
        }
        return sum(reports, version);
    }

    private static Stream<String> stories(Path classes) throws IOException {
        try (Stream<Path> files = Files.walk(classes)) {
            List<String> names = files.map(file -> classes.relativize(file).toString())
                    .filter(name -> name.endsWith("IT.class"))
                    .map(name -> name.replace(".class", "").replace('/', '.'))
                    .sorted()
                    .toList();
            return names.stream();
        }
    }

    private static Row sum(Path reports, String version) throws IOException {
        int all = 0;
        int failed = 0;
        int skipped = 0;
        try (Stream<Path> files = Files.list(reports)) {
            for (Path file : files.filter(path -> path.getFileName().toString().matches("TEST-.*\\.xml"))
                    .toList()) {
                Element suite = suite(file);
                all += number(suite, "tests");
                failed += number(suite, "failures") + number(suite, "errors");
                skipped += number(suite, "skipped");
            }
        }
        return new Row(version, all, failed, skipped, LocalDate.now(ZoneOffset.UTC));
    }

    private static Element suite(Path report) throws IOException {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(report.toFile())
                    .getDocumentElement();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException("`" + report + "` is no report", e);
        }
    }

    private static int number(Element suite, String name) {
        return Integer.parseInt(suite.getAttribute(name));
    }
}
