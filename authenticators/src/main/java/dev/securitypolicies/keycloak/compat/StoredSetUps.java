package dev.securitypolicies.keycloak.compat;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.userprofile.UserProfileProvider;

/** How all realms are set up, as the database has it, by a few questions: to read a thousand of them one after the other takes minutes. */
public final class StoredSetUps {

    private static final String USER_PROFILE = "kc.user.profile.config";

    private final EntityManager database;

    /** In the transaction of this session. */
    public StoredSetUps(KeycloakSession session) {
        this.database = session.getProvider(JpaConnectionProvider.class).getEntityManager();
    }

    /** The names of all realms, by their ids. */
    public Map<String, String> realms() {
        return pairs(database.createQuery("select r.id, r.name from RealmEntity r", Object[].class));
    }

    /** How many realms have an attribute whose name begins like this, however it is spelt. */
    public long withAttribute(String prefix) {
        return database.createQuery(
                        "select count(distinct a.realm.id) from RealmAttributeEntity a"
                                + " where lower(trim(a.name)) like :prefix",
                        Long.class)
                .setParameter("prefix", prefix.toLowerCase(Locale.ROOT) + "%")
                .getSingleResult();
    }

    /** The realms that have this required action with this priority, switched on and for nobody by default. */
    public Set<String> withAction(String id, int priority) {
        return new HashSet<>(database.createQuery(
                        "select a.realm.id from RequiredActionProviderEntity a where a.alias = :id and a.providerId = :id"
                                + " and a.priority = :priority and a.enabled = true and a.defaultAction = false",
                        String.class)
                .setParameter("id", id)
                .setParameter("priority", priority)
                .getResultList());
    }

    /** The realms that have another required action than these before this priority. */
    public Set<String> withActionBefore(int priority, Set<String> except) {
        return new HashSet<>(database.createQuery(
                        "select a.realm.id from RequiredActionProviderEntity a"
                                + " where a.alias not in :except and a.priority < :priority",
                        String.class)
                .setParameter("except", except)
                .setParameter("priority", priority)
                .getResultList());
    }

    /** The text of each user profile that is not Keycloak's own, by the id of its realm. */
    public Map<String, String> userProfiles() {
        return pairs(database.createQuery(
                        "select c.component.realm.id, c.value from ComponentConfigEntity c where c.name = :name"
                                + " and c.component.providerType = :type",
                        Object[].class)
                .setParameter("name", USER_PROFILE)
                .setParameter("type", UserProfileProvider.class.getName()));
    }

    /** Writes a user profile over the one that the realm has, without asking whether Keycloak would accept the whole of it today. */
    public void overwriteUserProfile(RealmModel realm, String text) {
        database.createQuery(
                        "update ComponentConfigEntity c set c.value = :text where c.name = :name and c.component.id in"
                                + " (select p.id from ComponentEntity p where p.realm.id = :realm and p.providerType = :type)")
                .setParameter("text", text)
                .setParameter("name", USER_PROFILE)
                .setParameter("realm", realm.getId())
                .setParameter("type", UserProfileProvider.class.getName())
                .executeUpdate();
    }

    private static Map<String, String> pairs(TypedQuery<Object[]> query) {
        Map<String, String> found = new HashMap<>();
        query.getResultList().forEach(row -> found.put((String) row[0], (String) row[1]));
        return found;
    }
}
