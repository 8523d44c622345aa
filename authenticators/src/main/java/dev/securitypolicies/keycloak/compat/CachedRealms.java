package dev.securitypolicies.keycloak.compat;

import jakarta.persistence.EntityManager;
import java.util.HashMap;
import java.util.Map;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.cache.CacheRealmProvider;

/** What the database says of realms beside what this node has cached of them. Another node's change is heard of by a message, and messages can be lost. */
public final class CachedRealms {

    private static final String SUB_TYPES = "select c.realm.id, c.subType from ComponentEntity c"
            + " where c.providerType = :type and c.subType is not null";

    private final KeycloakSession session;

    /** In the transaction of this session. */
    public CachedRealms(KeycloakSession session) {
        this.session = session;
    }

    /** The sub-type of the component of this provider type in the database, by the id of its realm. */
    public Map<String, String> subTypes(String providerType) {
        EntityManager database =
                session.getProvider(JpaConnectionProvider.class).getEntityManager();
        Map<String, String> found = new HashMap<>();
        database.createQuery(SUB_TYPES, Object[].class)
                .setParameter("type", providerType)
                .getResultList()
                .forEach(row -> found.put((String) row[0], (String) row[1]));
        return found;
    }

    /** Has the realm read anew by whoever asks next. */
    public void forget(RealmModel realm) {
        CacheRealmProvider cache = session.getProvider(CacheRealmProvider.class);
        if (cache != null) {
            cache.registerRealmInvalidation(realm.getId(), realm.getName());
        }
    }
}
