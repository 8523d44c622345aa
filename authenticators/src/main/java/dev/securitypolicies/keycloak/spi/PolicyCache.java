package dev.securitypolicies.keycloak.spi;

import dev.securitypolicies.keycloak.settings.UnknownNames;
import dev.securitypolicies.policy.AttributeCodec;
import dev.securitypolicies.policy.AttributeCodec.Decoded;
import dev.securitypolicies.policy.Setting;
import java.util.Map;
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
            return cached.decoded;
        }
        Map<String, String> settings = settings(attributes);
        Entry fresh = cached != null && cached.settings.equals(settings)
                ? new Entry(attributes, cached.settings, cached.decoded)
                : compile(session, realm, attributes, settings);
        byRealm.put(realm.getId(), fresh);
        if (cached == null || cached.decoded != fresh.decoded) {
            onChange.accept(realm);
        }
        return fresh.decoded;
    }

    void forget(RealmModel realm) {
        byRealm.remove(realm.getId());
    }

    private static Entry compile(
            KeycloakSession session, RealmModel realm, Map<String, String> attributes, Map<String, String> settings) {
        Decoded decoded = AttributeCodec.decode(settings);
        decoded.problems().forEach(problem -> LOG.warnf("realm `%s`: %s", realm.getName(), problem));
        UnknownNames.of(session, realm, decoded.policy())
                .forEach(problem -> LOG.warnf("realm `%s`: %s", realm.getName(), problem));
        return new Entry(attributes, settings, decoded);
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

    private record Entry(Map<String, String> attributes, Map<String, String> settings, Decoded decoded) {}
}
