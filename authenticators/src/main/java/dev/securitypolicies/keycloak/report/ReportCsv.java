package dev.securitypolicies.keycloak.report;

import dev.securitypolicies.keycloak.representation.ReportRepresentation;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The report as lines of values (RFC 4180), each beginning with the title of its table; a table begins with a note, if there is one, and the names of its columns. */
public final class ReportCsv {

    private static final String LINE_END = "\r\n";

    private ReportCsv() {}

    /** The lines. */
    public static String of(ReportRepresentation report) {
        return ReportSheets.of(report).stream().flatMap(ReportCsv::lines).collect(Collectors.joining());
    }

    private static Stream<String> lines(Sheet sheet) {
        Stream<List<String>> head = sheet.head().isEmpty() ? Stream.empty() : Stream.of(sheet.head());
        Stream<List<String>> note = sheet.note().isEmpty() ? Stream.empty() : Stream.of(List.of(sheet.note()));
        return Stream.of(note, head, sheet.rows().stream())
                .flatMap(rows -> rows)
                .map(row -> line(sheet.title(), row));
    }

    private static String line(String title, List<String> row) {
        return Stream.concat(Stream.of(title), row.stream())
                .map(ReportCsv::value)
                .collect(Collectors.joining(",", "", LINE_END));
    }

    /** What a spreadsheet would take for a formula is preceded by an apostrophe. */
    static String value(String text) {
        String harmless = text.matches("(?s)[=+\\-@\t\r].*") ? "'" + text : text;
        boolean quoted = harmless.matches("(?s).*[\",;\t\r\n].*");
        return quoted ? "\"" + harmless.replace("\"", "\"\"") + "\"" : harmless;
    }
}
