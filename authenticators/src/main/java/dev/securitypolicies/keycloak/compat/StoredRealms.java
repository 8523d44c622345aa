package dev.securitypolicies.keycloak.compat;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.cache.CacheRealmProvider;
import org.keycloak.models.jpa.entities.RealmEntity;

/**
 * What the database says of realms beside what this node has cached of them: another node's change is heard of by a message, and messages can be lost. Columns are asked for and
 * not entities, so that what a session has loaded before is neither taken for an answer nor touched. What it has changed is written first, and counts.
 */
public final class StoredRealms {

    private static final String SUB_TYPES = "select c.realm.id, c.id, c.subType from ComponentEntity c"
            + " where c.providerType = :type and c.subType is not null";
    private static final String SUB_TYPE = "select c.subType from ComponentEntity c"
            + " where c.id = :id and c.realm.id = :realm and c.providerType = :type";
    private static final String ATTRIBUTES = "select a.name, a.value from RealmAttributeEntity a"
            + " where a.realm.id = :realm and lower(a.name) like :part and a.value is not null";
    private static final String CONFIG = "select c.name, c.value from ComponentConfigEntity c"
            + " where c.component.id = :id and c.component.realm.id = :realm and c.component.providerType = :type";

    private static final String REALM = "select r.id from RealmEntity r where r.id = :id";

    private static final String NO_ATTRIBUTE = "securityPolicy.no-attribute";

    private final KeycloakSession session;

    /** In the transaction of this session. */
    public StoredRealms(KeycloakSession session) {
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

    /** Whether the realm is still there; another node may have removed it. */
    public boolean isThere(RealmModel realm) {
        return !database()
                .createQuery(REALM, String.class)
                .setParameter("id", realm.getId())
                .getResultList()
                .isEmpty();
    }

    /** The components of this provider type that have a sub-type. */
    public List<Stored> components(String providerType) {
        return ask(SUB_TYPES).setParameter("type", providerType).getResultList().stream()
                .map(row -> new Stored((String) row[0], (String) row[1], (String) row[2]))
                .toList();
    }

    /** The sub-type of one component of a realm; empty if it has none, or is not there. */
    public Optional<String> subType(RealmModel realm, String providerType, String componentId) {
        return database()
                .createQuery(SUB_TYPE, String.class)
                .setParameter("id", componentId)
                .setParameter("realm", realm.getId())
                .setParameter("type", providerType)
                .getResultList()
                .stream()
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** The attributes of a realm in whose names this text occurs, in whatever case. */
    public Map<String, String> attributes(RealmModel realm, String part) {
        return pairs(ask(ATTRIBUTES)
                .setParameter("realm", realm.getId())
                .setParameter("part", "%" + part.toLowerCase(Locale.ROOT) + "%"));
    }

    /** The configuration of one component of a realm, whose names have one value each; empty if it is not there. */
    public Map<String, String> config(RealmModel realm, String providerType, String componentId) {
        return pairs(ask(CONFIG)
                .setParameter("realm", realm.getId())
                .setParameter("type", providerType)
                .setParameter("id", componentId));
    }

    private static Map<String, String> pairs(TypedQuery<Object[]> query) {
        Map<String, String> pairs = new TreeMap<>();
        query.getResultList()
                .forEach(row -> pairs.put((String) row[0], Objects.requireNonNullElse((String) row[1], "")));
        return pairs;
    }

    private TypedQuery<Object[]> ask(String question) {
        return database().createQuery(question, Object[].class);
    }

    private EntityManager database() {
        return session.getProvider(JpaConnectionProvider.class).getEntityManager();
    }

    /**
     * Writes what the session has changed so far. A component is updated by new rows in the place of the old ones: of one that is updated twice before anything is
     * written, the rows of the first time can stay beside those of the second.
     */
    public void flush() {
        database().flush();
    }

    /**
     * Writes what the session has changed so far, and reads the realm anew. Keycloak removes a required action from the database, and not from the list that the same
     * transaction may have read before, as it does while the realm is not cached.
     */
    public void refresh(RealmModel realm) {
        flush();
        RealmEntity row = database().find(RealmEntity.class, realm.getId());
        if (row != null) {
            database().refresh(row);
        }
    }

    /** From here on this session has the realm from the database, and not from the cache: Keycloak does so with a realm that is changed. */
    public void readFromDatabase(RealmModel realm) {
        realm.removeAttribute(NO_ATTRIBUTE); // changes nothing, whatever the cache says
    }

    /** Has the realm of this id and name read anew by whoever asks next. */
    public void forget(String id, String name) {
        CacheRealmProvider cache = session.getProvider(CacheRealmProvider.class);
        if (cache != null) {
            cache.registerRealmInvalidation(id, name);
        }
    }
}
