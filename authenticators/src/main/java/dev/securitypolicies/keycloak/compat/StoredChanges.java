package dev.securitypolicies.keycloak.compat;

import jakarta.persistence.EntityManager;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Admin events of one resource type in Keycloak's event store, oldest first, read as {@link StoredEvents} reads events: each may hold a long list. */
public final class StoredChanges {

    private static final int PAGE = 50;
    private static final String QUERY =
            "select e.time, e.id, e.resourcePath, e.operationType, e.authRealmId, e.authClientId, e.authUserId, e.authIpAddress,"
                    + " e.error, e.representation, e.detailsJson from AdminEventEntity e"
                    + " where e.realmId = :realm and e.resourceType = :type and e.time <= :until and e.time >= :time"
                    + " and (e.time > :time or (e.time = :time and e.id > :id)) order by e.time, e.id";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final String type;

    /** Those of a realm. */
    public StoredChanges(KeycloakSession session, RealmModel realm, String type) {
        this.session = session;
        this.realm = realm;
        this.type = type;
    }

    /**
     * One of them; text that is not there is empty.
     *
     * @param time in milliseconds since the epoch
     * @param id the event's
     * @param path the resource path
     * @param columns all columns that say anything, these three among them, in the order in which they are hashed
     */
    public record Stored(long time, String id, String path, List<String> columns) {}

    /**
     * Reads them.
     *
     * @param since from when on, in milliseconds since the epoch
     * @param until until when
     * @param reader is given some at a time, and says whether to go on
     * @return whether all were read
     */
    public boolean read(long since, long until, Predicate<List<Stored>> reader) {
        EntityManager database =
                session.getProvider(JpaConnectionProvider.class).getEntityManager();
        long time = since - 1;
        String id = "";
        while (true) {
            List<Object[]> page = database.createQuery(QUERY, Object[].class)
                    .setParameter("realm", realm.getId())
                    .setParameter("type", type)
                    .setParameter("until", until)
                    .setParameter("time", time)
                    .setParameter("id", id)
                    .setMaxResults(PAGE)
                    .getResultList();
            List<Stored> read = page.stream().map(StoredChanges::stored).toList();
            if (!reader.test(read)) {
                return false;
            }
            if (page.size() < PAGE) {
                return true;
            }
            time = read.get(PAGE - 1).time();
            id = read.get(PAGE - 1).id();
        }
    }

    private static Stored stored(Object[] row) {
        List<String> columns = Arrays.stream(row).map(StoredChanges::text).toList();
        return new Stored((Long) row[0], columns.get(1), columns.get(2), columns);
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
