package dev.securitypolicies.keycloak.compat;

import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Events of some types in Keycloak's event store, oldest first, read as {@link KeysetPages}. */
public final class StoredEvents {

    private static final int PAGE = 5_000;

    private static final String QUERY =
            "select e.time, e.id, e.type, e.clientId, e.userId, e.ipAddress, e.error, e.detailsJsonLongValue, e.sessionId from EventEntity e"
                    + " where e.realmId = :realm and e.type in :types and e.time <= :until and e.time >= :time"
                    + " and (e.time > :time or (e.time = :time and e.id > :id)) order by e.time, e.id";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final Set<String> types;

    /** Those of a realm. */
    public StoredEvents(KeycloakSession session, RealmModel realm, Set<String> types) {
        this.session = session;
        this.realm = realm;
        this.types = types;
    }

    /**
     * One of them; text that is not there is empty.
     *
     * @param time in milliseconds since the epoch
     * @param id the event's
     * @param type the name of its type
     * @param clientId the client
     * @param userId the user, who may not exist any more
     * @param address what the server took for the address
     * @param error the error
     * @param details the details as the store has them, as JSON
     * @param sessionId the user session
     */
    public record Stored(
            long time,
            String id,
            String type,
            String clientId,
            String userId,
            String address,
            String error,
            String details,
            String sessionId) {

        /** A detail that is text without quotes; empty if there is none. The whole is not read, since there can be millions. */
        public Optional<String> detail(String name) {
            String key = "\"" + name + "\":\"";
            int at = details.indexOf(key);
            int from = at + key.length();
            int to = at < 0 ? -1 : details.indexOf('"', from);
            return to < 0 ? Optional.empty() : Optional.of(details.substring(from, to));
        }
    }

    /**
     * Reads them.
     *
     * @param since from when on, in milliseconds since the epoch
     * @param until until when
     * @param reader is given some at a time, and says whether to go on
     * @return whether all were read
     */
    public boolean read(long since, long until, Predicate<List<Stored>> reader) {
        TypedQuery<Object[]> query = session.getProvider(JpaConnectionProvider.class)
                .getEntityManager()
                .createQuery(QUERY, Object[].class)
                .setParameter("realm", realm.getId())
                .setParameter("types", types)
                .setParameter("until", until);
        return new KeysetPages(query, PAGE).read(since, KeysetPages.FIRST_ID, StoredEvents::stored, reader);
    }

    private static Stored stored(Object[] row) {
        return new Stored(
                (Long) row[0],
                KeysetPages.text(row[1]),
                KeysetPages.text(row[2]),
                KeysetPages.text(row[3]),
                KeysetPages.text(row[4]),
                KeysetPages.text(row[5]),
                KeysetPages.text(row[6]),
                KeysetPages.text(row[7]),
                KeysetPages.text(row[8]));
    }
}
