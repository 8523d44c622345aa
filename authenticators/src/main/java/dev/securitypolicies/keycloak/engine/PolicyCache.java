package dev.securitypolicies.keycloak.engine;

import dev.securitypolicies.keycloak.compat.LogText;
import dev.securitypolicies.keycloak.spi.ConfirmationOverdue;
import dev.securitypolicies.keycloak.spi.UnauditedPolicy;
import dev.securitypolicies.keycloak.store.PendingChange;
import dev.securitypolicies.keycloak.store.PolicyState;
import dev.securitypolicies.keycloak.store.RealmMemory;
import dev.securitypolicies.policy.AttributeCodec;
import dev.securitypolicies.policy.AttributeCodec.Decoded;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;

/**
 * The compiled policy of each realm, compiled once per change and by one thread. As long as a realm does not change, Keycloak's cache hands out the very same map of its
 * attributes, so that comparing the map by identity is a check that is cheap. Compiling asks the database for nothing.
 */
final class PolicyCache {

    private static final Logger LOG = Logger.getLogger("dev.securitypolicies.policy");

    private final Map<String, Slot> byRealm = new ConcurrentHashMap<>();

    /** The policy as this session has read the realm. */
    Compiled of(KeycloakSession session, RealmModel realm) {
        Map<String, String> attributes = realm.getAttributes();
        Slot slot = slot(realm);
        Compiled newest = slot.newest;
        if (newest != null && newest.isFrom(attributes)) {
            return newest;
        }
        // read before the lock, since a realm that is not cached may have to be asked for it
        PolicyState state = PolicyState.of(realm, attributes);
        boolean cached =
                isSame(realm.getAttributes(), attributes); // only a cached one hands out the same map once more
        if (cached || newest == null || !newest.state().equals(state)) {
            announce(session, realm, state);
        }
        return slot.renew(realm, state, cached ? attributes : null);
    }

    /** The policy that is made from this. */
    Compiled of(RealmModel realm, PolicyState state) {
        return slot(realm).renew(realm, state, null);
    }

    /** Has it recorded, if it is not on record. */
    static void announce(KeycloakSession session, RealmModel realm, PolicyState state) {
        if (!RealmMemory.hasAudited(realm, state)) {
            KeycloakSessionFactory sessions = session.getKeycloakSessionFactory();
            sessions.publish(new UnauditedPolicy(sessions, realm.getId()));
        }
    }

    void forget(String realmId) {
        byRealm.remove(realmId);
    }

    private Slot slot(RealmModel realm) {
        Slot known = byRealm.get(realm.getId()); // without a lock, which the other way may take
        return known == null ? byRealm.computeIfAbsent(realm.getId(), id -> new Slot()) : known;
    }

    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(Map<String, String> one, @Nullable Map<String, String> other) {
        return one == other;
    }

    /**
     * The place of one realm: while one thread compiles, the others that need the result wait for it. The one before the newest is kept as well, for sessions that see the
     * realm as it is and others that see it as it was.
     */
    private static final class Slot {

        private volatile @Nullable Compiled newest;
        private @Nullable Compiled other;

        private synchronized Compiled renew(RealmModel realm, PolicyState state, @Nullable Map<String, String> source) {
            Compiled first = newest;
            Compiled second = other;
            if (first != null && first.state().equals(state)) {
                first = first.from(source);
            } else {
                other = first;
                first = second != null && second.state().equals(state)
                        ? second.from(source)
                        : compile(realm, state, source);
            }
            newest = first;
            return first;
        }
    }

    private static Compiled compile(RealmModel realm, PolicyState state, @Nullable Map<String, String> source) {
        Decoded decoded = AttributeCodec.decode(state.settings());
        decoded.problems()
                .forEach(problem -> LOG.warnf("realm `%s`: %s", realm.getName(), LogText.safe(problem.toString())));
        Decoded replaced = state.pending()
                .map(change -> AttributeCodec.decode(change.replaced()))
                .orElse(decoded);
        return new Compiled(source, state, state.revision(), decoded, replaced);
    }

    /**
     * What is compiled of a realm.
     *
     * @param source the cached attributes that it was made from; null if it was not made from cached ones
     * @param state what it was made from
     * @param revision that of the state
     * @param decoded the policy
     * @param replaced the one that comes back if a change is not confirmed
     */
    record Compiled(
            @Nullable Map<String, String> source,
            PolicyState state,
            String revision,
            Decoded decoded,
            Decoded replaced) {

        private boolean isFrom(Map<String, String> attributes) {
            return isSame(attributes, source);
        }

        private Compiled from(@Nullable Map<String, String> attributes) {
            return attributes == null || isFrom(attributes)
                    ? this
                    : new Compiled(attributes, state, revision, decoded, replaced);
        }

        /** A change that nobody confirms in time counts no more from the second it is over. */
        Decoded now(KeycloakSession session, RealmModel realm) {
            Optional<PendingChange> overdue = state.pending().filter(PendingChange::isOver);
            if (overdue.isEmpty()) {
                return decoded;
            }
            session.getKeycloakSessionFactory()
                    .publish(new ConfirmationOverdue(session.getKeycloakSessionFactory(), realm.getId()));
            return replaced;
        }
    }
}
