package dev.securitypolicies.keycloak.store;

import dev.securitypolicies.keycloak.compat.StoredRealms;
import dev.securitypolicies.keycloak.store.RealmMemory.Kind;
import dev.securitypolicies.policy.Setting;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * All that a realm's policy is made from: what two nodes must agree on.
 *
 * @param settings the pack's attributes by their full names
 * @param pending the change that awaits its confirmation, also when its time is up
 */
public record PolicyState(SortedMap<String, String> settings, Optional<PendingChange> pending) {

    private static final PolicyState NEVER_SET = new PolicyState(new TreeMap<>(), Optional.empty());

    /** The revision of a realm that never had a policy. */
    public static final String NO_REVISION = NEVER_SET.revision();

    private static final int TRIES = 3;

    /**
     * As this session sees it. What Keycloak has cached was read by many statements, and a change can have come between them.
     *
     * @param attributes those of the realm
     */
    public static PolicyState of(RealmModel realm, Map<String, String> attributes) {
        return new PolicyState(Setting.among(attributes), PendingChange.of(realm));
    }

    /**
     * As the database has it, with what this session has changed, whatever it has read before. Each statement sees what is committed by then, so it is held against the
     * revision that was read first, and read again if somebody has changed it meanwhile.
     *
     * @return empty if the realm is not there any more, of which nobody knows what it would ask
     */
    public static Optional<PolicyState> inDatabase(KeycloakSession session, RealmModel realm) {
        StoredRealms database = new StoredRealms(session);
        PolicyState state = read(database, realm);
        return state.equals(NEVER_SET) && !database.isThere(realm) ? Optional.empty() : Optional.of(state);
    }

    private static PolicyState read(StoredRealms database, RealmModel realm) {
        for (int rest = TRIES; ; rest--) {
            String revision = revisionInDatabase(database, realm);
            PolicyState state = new PolicyState(
                    Setting.among(database.attributes(realm, Setting.PREFIX)),
                    PendingChange.from(
                            database.config(realm, RealmStateComponent.TYPE, Kind.PENDING.id(realm.getId()))));
            if (state.revision().equals(revision) || rest == 1) { // an edit of the database itself has no revision
                return state;
            }
        }
    }

    private static String revisionInDatabase(StoredRealms database, RealmModel realm) {
        return database.subType(realm, RealmStateComponent.TYPE, Kind.AUDITED.id(realm.getId()))
                .orElse(NO_REVISION);
    }

    /** The revisions in the database, by the ids of their realms; a realm without one has never had a policy. */
    public static Map<String, String> revisionsInDatabase(KeycloakSession session) {
        return new StoredRealms(session)
                .components(RealmStateComponent.TYPE).stream()
                        .filter(stored -> stored.id().equals(Kind.AUDITED.id(stored.realm())))
                        .collect(Collectors.toMap(StoredRealms.Stored::realm, StoredRealms.Stored::subType));
    }

    /** Tells this state from any other one, for whoever compares them without reading them. */
    public String revision() {
        StringBuilder text = new StringBuilder();
        settings.forEach((name, value) -> append(text, name, value));
        pending.ifPresent(change -> change.memory().forEach((name, value) -> append(text.append('?'), name, value)));
        return UUID.nameUUIDFromBytes(text.toString().getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** With their lengths, so that no value can look like a further setting. */
    private static void append(StringBuilder text, String name, String value) {
        text.append(name.length())
                .append(':')
                .append(name)
                .append(value.length())
                .append(':')
                .append(value);
    }
}
