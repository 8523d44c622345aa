package dev.securitypolicies.keycloak.store;

import dev.securitypolicies.keycloak.store.RealmMemory.Kind;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * A change of the policy that awaits its confirmation. It is judged by the clock whenever the policy is read, so that it is over at
 * the same moment on every node and after a restart, whoever puts the attributes back in the end.
 *
 * @param replaced the attributes that come back
 * @param deadline when they do, in seconds since the epoch
 * @param author who made the change
 */
public record PendingChange(Map<String, String> replaced, long deadline, String author) {

    private static final String DEADLINE = "deadline";
    private static final String AUTHOR = "author";

    /** The change that a realm is waiting for; empty if there is none. */
    public static Optional<PendingChange> of(RealmModel realm) {
        return from(RealmMemory.recall(realm, Kind.PENDING));
    }

    /** Read from what {@link #memory} has made; empty if it is not whole. */
    static Optional<PendingChange> from(Map<String, String> memory) {
        Map<String, String> replaced = new TreeMap<>(memory);
        String deadline = replaced.remove(DEADLINE);
        String author = replaced.remove(AUTHOR);
        return deadline == null || author == null || !deadline.matches("[0-9]{1,18}")
                ? Optional.empty()
                : Optional.of(new PendingChange(replaced, Long.parseLong(deadline), author));
    }

    /** What is kept of it. */
    Map<String, String> memory() {
        Map<String, String> memory = new TreeMap<>(replaced);
        memory.put(DEADLINE, String.valueOf(deadline));
        memory.put(AUTHOR, author);
        return memory;
    }

    /** Begins to wait, in the current transaction. */
    public void begin(KeycloakSession session, RealmModel realm) {
        new RealmMemory(session, realm).remember(Kind.PENDING, memory());
    }

    /** The same change of other attributes. */
    public PendingChange replacing(Map<String, String> attributes) {
        return new PendingChange(attributes, deadline, author);
    }

    /** Whether the time is up. */
    public boolean isOver() {
        return Time.currentTimeMillis() / 1_000 >= deadline;
    }

    /** Keeps what was changed, in the current transaction. */
    public static void confirm(KeycloakSession session, RealmModel realm) {
        new RealmMemory(session, realm).forget(Kind.PENDING);
    }

    /** Puts the replaced attributes back, in the current transaction. */
    public void revert(KeycloakSession session, RealmModel realm) {
        PolicyInForce.write(realm, replaced);
        new RealmMemory(session, realm).forget(Kind.PENDING);
    }
}
