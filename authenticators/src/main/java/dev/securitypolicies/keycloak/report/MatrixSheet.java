package dev.securitypolicies.keycloak.report;

import dev.securitypolicies.keycloak.representation.MatrixRepresentation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Who can enter from where, as a table. */
final class MatrixSheet {

    private static final Map<String, String> CELLS =
            Map.of("all", "yes", "some", "in part", "none", "no", "unknown", "unknown");

    private static final String TITLE = "Who can enter from where";
    private static final String NOTE =
            "By the policy above; what roles contain, and which service accounts there are, is as it is now.";

    private MatrixSheet() {}

    static Sheet of(MatrixRepresentation matrix) {
        if (matrix.columns().isEmpty()) {
            return ReportSheets.unknown(TITLE);
        }
        List<String> head = new ArrayList<>(List.of("who", "second factor"));
        matrix.columns()
                .forEach(column -> head.add(
                        switch (column.kind()) {
                            case "elsewhere" -> "anywhere else";
                            case "network" -> column.name() + " (users seen: " + column.users() + ")";
                            default -> column.name();
                        }));
        List<List<String>> rows = matrix.rows().stream()
                .map(row -> Stream.concat(
                                Stream.of(
                                        row.name().isEmpty() ? row.subject().replace('-', ' ') : row.name(),
                                        row.secondFactor().replace('-', ' ')),
                                row.cells().stream().map(cell -> CELLS.getOrDefault(cell.code(), "")))
                        .toList())
                .toList();
        return new Sheet(TITLE, NOTE, head, rows);
    }
}
