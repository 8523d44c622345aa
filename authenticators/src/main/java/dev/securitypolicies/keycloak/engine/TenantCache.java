package dev.securitypolicies.keycloak.engine;

import dev.securitypolicies.keycloak.compat.AttributeHolders;
import dev.securitypolicies.keycloak.compat.RealmOrganizations;
import dev.securitypolicies.keycloak.spi.Tenants;
import dev.securitypolicies.policy.Setting;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Whether organizations ask anything, by realm. Keycloak tells other nodes nothing of a change of an organization's attributes that the pack could hear,
 * so that the database is asked once a second and node: two look-ups by an indexed name, in realms that use organizations alone.
 */
final class TenantCache {

    private static final long LEASE = Duration.ofSeconds(1).toNanos();

    private final Map<String, Entry> byRealm = new ConcurrentHashMap<>();

    private record Entry(long since, Tenants tenants) {}

    Tenants of(KeycloakSession session, RealmModel realm) {
        if (!new RealmOrganizations(session, realm).areThere()) {
            return Tenants.NONE;
        }
        long now = System.nanoTime();
        Entry known = byRealm.get(realm.getId());
        if (known != null && now - known.since < LEASE) {
            return known.tenants;
        }
        Tenants fresh =
                new Tenants(has(session, realm, Setting.IP_SUBSCRIBER), has(session, realm, Setting.MFA_EVERYONE));
        byRealm.put(realm.getId(), new Entry(now, fresh));
        return fresh;
    }

    private static boolean has(KeycloakSession session, RealmModel realm, Setting<?> setting) {
        return new AttributeHolders(session, realm)
                .organizations(Set.of(setting.attribute()), 1)
                .findAny()
                .isPresent();
    }

    void forget(String realmId) {
        byRealm.remove(realmId);
    }
}
