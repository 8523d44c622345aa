package dev.securitypolicies.keycloak.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.securitypolicies.keycloak.representation.ImpactRepresentation.AccessChange;
import dev.securitypolicies.keycloak.representation.ImpactRepresentation.Addresses;
import dev.securitypolicies.keycloak.representation.ReportRepresentation.Change;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every change with who made it, what it was and what it did to addresses, as a table. */
final class ChangeSheet {

    private static final int MOST_NETWORKS = 10;

    private ChangeSheet() {}

    static Sheet of(List<Change> all) {
        List<List<String>> rows = all.stream()
                .map(change -> List.of(
                        change.time(),
                        text(change.author()),
                        text(change.address()),
                        text(change.door()),
                        text(change.name()).isEmpty() ? change.about() : change.about() + " " + change.name(),
                        settings(change),
                        effect(change.access())))
                .toList();
        return new Sheet(
                "Changes", "", List.of("when", "who", "from", "door", "of", "what, old and new", "what it did"), rows);
    }

    private static String settings(Change change) {
        JsonNode changes = change.changes();
        return changes == null
                ? ""
                : changes.properties().stream()
                        .map(setting -> setting.getKey() + ": " + setting.getValue())
                        .collect(Collectors.joining("; "));
    }

    private static String effect(@Nullable List<AccessChange> access) {
        if (access == null) {
            return "";
        }
        return access.isEmpty()
                ? "no address is let in or shut out"
                : access.stream().map(ChangeSheet::effect).collect(Collectors.joining("; "));
    }

    private static String effect(AccessChange change) {
        String who = change.name().isEmpty() ? change.subject() : change.subject() + " " + change.name();
        return Stream.of(side("more", change.gained()), side("less", change.lost()))
                .filter(side -> !side.isEmpty())
                .collect(Collectors.joining(", ", who + ": ", ""));
    }

    private static String side(String word, Addresses addresses) {
        if (addresses.count() == 0) {
            return "";
        }
        if (addresses.allBut() != null) {
            return word + " all but " + String.join(" ", addresses.allBut());
        }
        String shown = addresses.networks().stream().limit(MOST_NETWORKS).collect(Collectors.joining(" "));
        int more =
                addresses.count() - Math.min(MOST_NETWORKS, addresses.networks().size());
        return word + " " + shown + (more > 0 ? " and " + more + " more networks" : "");
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }
}
