package dev.securitypolicies.keycloak.engine;

import dev.securitypolicies.keycloak.compat.LogText;
import dev.securitypolicies.keycloak.spi.ConfirmationOverdue;
import dev.securitypolicies.keycloak.spi.PolicyCompiled;
import dev.securitypolicies.keycloak.store.PendingChange;
import dev.securitypolicies.keycloak.store.StoredPolicy;
import dev.securitypolicies.policy.AttributeCodec;
import dev.securitypolicies.policy.AttributeCodec.Decoded;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * The compiled policy of each realm, compiled once per change and by one thread. Keycloak drops its cached realm on every node
 * when the realm changes and until then hands out the very same map of attributes, so that comparing the map by identity is a
 * check that is cheap and right in a whole cluster. Compiling asks the database for nothing.
 */
final class PolicyCache {

    private static final Logger LOG = Logger.getLogger("dev.securitypolicies.policy");

    private final Map<String, Slot> byRealm = new ConcurrentHashMap<>();

    /** The policy that is in force now. */
    Decoded policy(KeycloakSession session, RealmModel realm) {
        Map<String, String> attributes = realm.getAttributes();
        Slot known = byRealm.get(realm.getId()); // without a lock, which the other way may take
        Slot slot = known == null ? byRealm.computeIfAbsent(realm.getId(), id -> new Slot()) : known;
        Entry entry = slot.entry;
        if (entry == null || !entry.isFor(attributes)) {
            entry = slot.renew(session, realm, attributes);
        }
        return entry.now(session, realm);
    }

    void forget(RealmModel realm) {
        byRealm.remove(realm.getId());
    }

    /** The place of one realm: while one thread compiles, the others that need the result wait for it. */
    private static final class Slot {

        private volatile @Nullable Entry entry;

        private Entry renew(KeycloakSession session, RealmModel realm, Map<String, String> attributes) {
            Entry fresh;
            boolean compiled;
            synchronized (this) {
                Entry known = entry;
                if (known != null && known.isFor(attributes)) {
                    return known;
                }
                Map<String, String> settings = StoredPolicy.settings(attributes);
                Optional<PendingChange> pending = PendingChange.of(realm);
                compiled = known == null || !known.settings.equals(settings) || !known.pending.equals(pending);
                fresh = compiled || known == null
                        ? compile(realm, attributes, settings, pending)
                        : new Entry(attributes, settings, known.decoded, pending, known.replaced);
                entry = fresh;
            }
            if (compiled) {
                session.getKeycloakSessionFactory()
                        .publish(new PolicyCompiled(session.getKeycloakSessionFactory(), realm));
            }
            return fresh;
        }
    }

    private static Entry compile(
            RealmModel realm,
            Map<String, String> attributes,
            Map<String, String> settings,
            Optional<PendingChange> pending) {
        Decoded decoded = AttributeCodec.decode(settings);
        decoded.problems()
                .forEach(problem -> LOG.warnf("realm `%s`: %s", realm.getName(), LogText.safe(problem.toString())));
        Decoded replaced =
                pending.map(change -> AttributeCodec.decode(change.replaced())).orElse(decoded);
        return new Entry(attributes, settings, decoded, pending, replaced);
    }

    /** What is compiled of a realm; a change that nobody confirms in time counts no more from the second it is over. */
    private record Entry(
            Map<String, String> attributes,
            Map<String, String> settings,
            Decoded decoded,
            Optional<PendingChange> pending,
            Decoded replaced) {

        @SuppressWarnings("ReferenceEquality")
        boolean isFor(Map<String, String> current) {
            return attributes == current;
        }

        Decoded now(KeycloakSession session, RealmModel realm) {
            if (pending.isEmpty() || !pending.get().isOver()) {
                return decoded;
            }
            session.getKeycloakSessionFactory()
                    .publish(new ConfirmationOverdue(session.getKeycloakSessionFactory(), realm.getId()));
            return replaced;
        }
    }
}
