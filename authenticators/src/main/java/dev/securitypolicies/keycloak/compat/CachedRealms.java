package dev.securitypolicies.keycloak.compat;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.cache.CacheRealmProvider;

/** What the database says of realms beside what this node has cached of them. Another node's change is heard of by a message, and messages can be lost. */
public final class CachedRealms {

    private static final String SUB_TYPES = "select c.realm.id, c.id, c.subType from ComponentEntity c"
            + " where c.providerType = :type and c.subType is not null";
    private static final String SUB_TYPE = "select c.subType from ComponentEntity c where c.id = :id";

    private final KeycloakSession session;

    /** In the transaction of this session. */
    public CachedRealms(KeycloakSession session) {
        this.session = session;
    }

    /**
     * A component in the database.
     *
     * @param realm the id of its realm
     * @param id its own
     * @param subType never null
     */
    public record Stored(String realm, String id, String subType) {}

    /** The components of this provider type that have a sub-type. */
    public List<Stored> components(String providerType) {
        return database()
                .createQuery(SUB_TYPES, Object[].class)
                .setParameter("type", providerType)
                .getResultList()
                .stream()
                .map(row -> new Stored((String) row[0], (String) row[1], (String) row[2]))
                .toList();
    }

    /** The sub-type of one component; empty if it has none, or is not there. What this session has changed counts. */
    public Optional<String> subType(String componentId) {
        return database().createQuery(SUB_TYPE, String.class).setParameter("id", componentId).getResultList().stream()
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** The realm as the database has it, with what this session has changed, whatever it has read before. */
    public RealmModel stored(RealmModel realm) {
        new FreshRealm(session).read(realm);
        CacheRealmProvider cache = session.getProvider(CacheRealmProvider.class);
        RealmModel stored = cache == null ? null : cache.getRealmDelegate().getRealm(realm.getId());
        return stored == null ? realm : stored;
    }

    private EntityManager database() {
        return session.getProvider(JpaConnectionProvider.class).getEntityManager();
    }

    /** Has the realm read anew by whoever asks next. */
    public void forget(RealmModel realm) {
        CacheRealmProvider cache = session.getProvider(CacheRealmProvider.class);
        if (cache != null) {
            cache.registerRealmInvalidation(realm.getId(), realm.getName());
        }
    }
}
