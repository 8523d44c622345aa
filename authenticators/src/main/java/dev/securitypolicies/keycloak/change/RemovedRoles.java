package dev.securitypolicies.keycloak.change;

import dev.securitypolicies.keycloak.compat.RequestScope;
import java.util.List;
import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;

/** The keys of the roles that the current request has removed and the policy names. */
final class RemovedRoles {

    private static final RequestScope<Keys> MEMORY = new RequestScope<>("removedRoles", Keys.class);

    private final KeycloakSession session;

    RemovedRoles(KeycloakSession session) {
        this.session = session;
    }

    private record Keys(List<String> keys) {}

    void add(String key) {
        MEMORY.remember(
                session,
                new Keys(Stream.concat(takeAll().stream(), Stream.of(key)).toList()));
    }

    /** All so far; each is handed out once. */
    List<String> takeAll() {
        return MEMORY.forget(session).map(Keys::keys).orElseGet(List::of);
    }
}
