package dev.securitypolicies.keycloak.change;

import dev.securitypolicies.keycloak.compat.RequestScope;
import java.util.HashMap;
import java.util.Map;
import org.keycloak.models.KeycloakSession;

/** What an admin has said about the change they are making, kept for its record for the length of the request. */
public final class ChangeAnnotations {

    private static final RequestScope<Details> MEMORY = new RequestScope<>("changeAnnotations", Details.class);

    private final KeycloakSession session;

    /** Of the current request. */
    public ChangeAnnotations(KeycloakSession session) {
        this.session = session;
    }

    private record Details(Map<String, String> values) {}

    /** Adds a detail to the record of whatever the current request changes. */
    public void add(String detail, String value) {
        Map<String, String> more = new HashMap<>(all());
        more.put(detail, value);
        MEMORY.remember(session, new Details(more));
    }

    /** The details so far. */
    Map<String, String> all() {
        return MEMORY.recall(session).map(Details::values).orElseGet(Map::of);
    }
}
