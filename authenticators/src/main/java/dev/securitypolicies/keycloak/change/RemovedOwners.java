package dev.securitypolicies.keycloak.change;

import dev.securitypolicies.keycloak.compat.RequestScope;
import java.util.LinkedHashMap;
import java.util.Map;
import org.keycloak.models.KeycloakSession;

/** The pack's attributes of groups and clients that the current request has removed: of some no admin event tells, as of groups below a removed one. */
final class RemovedOwners {

    private static final RequestScope<Owners> MEMORY = new RequestScope<>("removedOwners", Owners.class);

    private final KeycloakSession session;

    RemovedOwners(KeycloakSession session) {
        this.session = session;
    }

    private record Owners(Map<String, Map<String, String>> byPath) {}

    void add(String path, Map<String, String> attributes) {
        if (!attributes.isEmpty()) {
            Map<String, Map<String, String>> all = new LinkedHashMap<>(all());
            all.put(path, attributes);
            MEMORY.remember(session, new Owners(all));
        }
    }

    /** What those of a kind had, by path; each is handed out once. */
    Map<String, Map<String, String>> takeAll(String kind) {
        Map<String, Map<String, String>> taken = new LinkedHashMap<>(all());
        Map<String, Map<String, String>> left = new LinkedHashMap<>(taken);
        taken.keySet().removeIf(path -> !path.startsWith(kind + "/"));
        if (!taken.isEmpty()) {
            left.keySet().removeAll(taken.keySet());
            MEMORY.remember(session, new Owners(left));
        }
        return taken;
    }

    private Map<String, Map<String, String>> all() {
        return MEMORY.recall(session).map(Owners::byPath).orElseGet(Map::of);
    }
}
