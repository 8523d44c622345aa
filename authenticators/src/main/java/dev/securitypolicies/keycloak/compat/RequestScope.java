package dev.securitypolicies.keycloak.compat;

import java.util.Optional;
import java.util.function.Supplier;
import org.keycloak.models.KeycloakSession;

/**
 * Something that is remembered for the length of one request, under a name and with a type.
 *
 * @param <T> what is remembered
 */
public final class RequestScope<T> {

    private static final String PREFIX = "securityPolicy.";

    private final String name;
    private final Class<T> type;

    /** A thing of this type under this name, which no other thing has. */
    public RequestScope(String name, Class<T> type) {
        this.name = PREFIX + name;
        this.type = type;
    }

    /** One of many such things, told apart by a key. */
    public RequestScope<T> of(String key) {
        return new RequestScope<>(name.substring(PREFIX.length()) + ":" + key, type);
    }

    /** What is remembered; empty if nothing is. */
    public Optional<T> recall(KeycloakSession session) {
        Object found = session.getAttribute(name);
        return type.isInstance(found) ? Optional.of(type.cast(found)) : Optional.empty();
    }

    /** Remembers it in place of what was. */
    public void remember(KeycloakSession session, T value) {
        session.setAttribute(name, value);
    }

    /** What is remembered, or what this makes of it the first time. */
    public T recallOr(KeycloakSession session, Supplier<T> fresh) {
        return recall(session).orElseGet(() -> {
            T made = fresh.get();
            remember(session, made);
            return made;
        });
    }

    /** Forgets it, and tells what it was. */
    public Optional<T> forget(KeycloakSession session) {
        Optional<T> known = recall(session);
        session.removeAttribute(name);
        return known;
    }
}
