package dev.securitypolicies.keycloak.compat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.TypedQuery;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.AuthDetails;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Admin events of one resource type in Keycloak's event store, read as {@link KeysetPages}: each may hold a long list. */
public final class StoredChanges {

    private static final int PAGE = 20;
    private static final String COLUMNS =
            "select e.time, e.id, e.resourcePath, e.operationType, e.authRealmId, e.authClientId, e.authUserId, e.authIpAddress,"
                    + " e.error, e.representation, e.detailsJson from AdminEventEntity e"
                    + " where e.realmId = :realm and e.resourceType = :type and e.resourcePath like :path";
    private static final String FORWARD = COLUMNS
            + " and e.time <= :end and e.time >= :time and (e.time > :time or (e.time = :time and e.id > :id))"
            + " order by e.time, e.id";
    private static final String BACK = COLUMNS
            + " and e.time >= :end and e.time <= :time and (e.time < :time or (e.time = :time and e.id < :id))"
            + " order by e.time desc, e.id desc";

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
    public record Stored(long time, String id, String path, List<String> columns) {

        private static final ObjectMapper JSON = new ObjectMapper();
        private static final int AUTHOR_REALM = 4;
        private static final int AUTHOR = 6;
        private static final int ADDRESS = 7;
        private static final int REPRESENTATION = 9;
        private static final int DETAILS = 10;

        /** As Keycloak hands it out. */
        public AdminEvent event() {
            AuthDetails author = new AuthDetails();
            author.setRealmId(columns.get(AUTHOR_REALM));
            author.setUserId(columns.get(AUTHOR));
            author.setIpAddress(columns.get(ADDRESS));
            AdminEvent event = new AdminEvent();
            event.setId(id);
            event.setTime(time);
            event.setAuthDetails(author);
            event.setResourcePath(path);
            event.setRepresentation(columns.get(REPRESENTATION));
            event.setDetails(details(columns.get(DETAILS)));
            return event;
        }

        private static Map<String, String> details(String text) {
            try {
                Map<String, String> details = new HashMap<>();
                JSON.readTree(text)
                        .properties()
                        .forEach(detail ->
                                details.put(detail.getKey(), detail.getValue().asText()));
                return details;
            } catch (JsonProcessingException e) { // somebody has altered it
                return Map.of();
            }
        }
    }

    /**
     * Reads them, oldest first.
     *
     * @param since from when on, in milliseconds since the epoch
     * @param until until when
     * @param reader is given some at a time, and says whether to go on
     * @return whether all were read
     */
    public boolean read(long since, long until, Predicate<List<Stored>> reader) {
        return read(FORWARD, "%", since, KeysetPages.FIRST_ID, until, reader);
    }

    /** The same of one resource path, newest first. */
    public boolean readBack(String path, long since, long until, Predicate<List<Stored>> reader) {
        return read(BACK, path, until, KeysetPages.LAST_ID, since, reader);
    }

    private boolean read(
            String query, String path, long from, String fromId, long end, Predicate<List<Stored>> reader) {
        TypedQuery<Object[]> rows = session.getProvider(JpaConnectionProvider.class)
                .getEntityManager()
                .createQuery(query, Object[].class)
                .setParameter("realm", realm.getId())
                .setParameter("type", type)
                .setParameter("path", path)
                .setParameter("end", end);
        return new KeysetPages(rows, PAGE).read(from, fromId, StoredChanges::stored, reader);
    }

    private static Stored stored(Object[] row) {
        List<String> columns = Arrays.stream(row).map(KeysetPages::text).toList();
        return new Stored((Long) row[0], columns.get(1), columns.get(2), columns);
    }
}
