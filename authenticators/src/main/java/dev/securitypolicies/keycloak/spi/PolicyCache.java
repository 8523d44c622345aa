package dev.securitypolicies.keycloak.spi;

import dev.securitypolicies.keycloak.pending.PendingChange;
import dev.securitypolicies.keycloak.settings.UnknownNames;
import dev.securitypolicies.policy.AttributeCodec;
import dev.securitypolicies.policy.AttributeCodec.Decoded;
import dev.securitypolicies.policy.Setting;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * The compiled policy of each realm, compiled once per change. Keycloak drops its cached realm on every node when the realm
 * changes and until then hands out the very same map of attributes, so that comparing the map by identity is a check that is
 * cheap and right in a whole cluster.
 */
final class PolicyCache {

    private static final Logger LOG = Logger.getLogger("dev.securitypolicies.policy");

    private final Map<String, Entry> byRealm = new ConcurrentHashMap<>();

    /** The policy; a fresh one is reported to `onChange` before it takes effect. */
    @SuppressWarnings("ReferenceEquality")
    Decoded policy(KeycloakSession session, RealmModel realm, Consumer<RealmModel> onChange) {
        Map<String, String> attributes = realm.getAttributes();
        Entry cached = byRealm.get(realm.getId());
        if (cached != null && cached.attributes == attributes) {
            return cached.now(session, realm);
        }
        Map<String, String> settings = settings(attributes);
        Optional<PendingChange> pending = PendingChange.of(realm);
        Entry fresh = cached != null && cached.settings.equals(settings) && cached.pending.equals(pending)
                ? new Entry(attributes, cached.settings, cached.decoded, pending, cached.replaced)
                : compile(session, realm, attributes, settings, pending);
        byRealm.put(realm.getId(), fresh);
        if (cached == null || cached.decoded != fresh.decoded) {
            onChange.accept(realm);
        }
        return fresh.now(session, realm);
    }

    void forget(RealmModel realm) {
        byRealm.remove(realm.getId());
    }

    private static Entry compile(
            KeycloakSession session,
            RealmModel realm,
            Map<String, String> attributes,
            Map<String, String> settings,
            Optional<PendingChange> pending) {
        Decoded decoded = AttributeCodec.decode(settings);
        decoded.problems().forEach(problem -> LOG.warnf("realm `%s`: %s", realm.getName(), problem));
        UnknownNames.of(session, realm, decoded.policy())
                .forEach(problem -> LOG.warnf("realm `%s`: %s", realm.getName(), problem));
        Decoded replaced =
                pending.map(change -> AttributeCodec.decode(change.replaced())).orElse(decoded);
        return new Entry(attributes, settings, decoded, pending, replaced);
    }

    private static Map<String, String> settings(Map<String, String> attributes) {
        Map<String, String> settings = new TreeMap<>();
        attributes.forEach((name, value) -> {
            if (name.startsWith(Setting.PREFIX) && value != null) {
                settings.put(name, value);
            }
        });
        return settings;
    }

    /** What is compiled of a realm; a change that nobody confirms in time counts no more from the second it is over. */
    private record Entry(
            Map<String, String> attributes,
            Map<String, String> settings,
            Decoded decoded,
            Optional<PendingChange> pending,
            Decoded replaced) {

        Decoded now(KeycloakSession session, RealmModel realm) {
            if (pending.isEmpty() || !pending.get().isOver()) {
                return decoded;
            }
            PendingChange.revertOverdue(session, realm.getId());
            return replaced;
        }
    }
}
