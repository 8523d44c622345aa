package dev.securitypolicies.keycloak.compat;

import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.events.Event;
import org.keycloak.events.EventStoreProvider;
import org.keycloak.events.EventType;
import org.keycloak.events.jpa.EventEntity;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * The successful logins in Keycloak's event store, oldest first. They are read in pages, from where the last one ended, and as values: neither
 * their number nor Hibernate's memory of what it has read makes the heap grow.
 */
public final class StoredLogins {

    private static final int PAGE = 5_000;
    private static final Set<String> TYPES =
            Set.of(EventType.LOGIN.name(), EventType.REFRESH_TOKEN.name(), EventType.CLIENT_LOGIN.name());
    private static final String QUERY =
            "select e.time, e.id, e.clientId, e.userId, e.ipAddress, e.detailsJsonLongValue from EventEntity e"
                    + " where e.realmId = :realm and e.type in :types and e.userId is not null and e.time <= :until"
                    + " and e.time >= :time and (e.time > :time or (e.time = :time and e.id > :id)) order by e.time, e.id";

    /** What the ids of the pack's own records begin with, so that they can be found without reading them. */
    private static final String OWN = "sp-login-";

    private static final int HEX_DIGITS = 27;

    private final KeycloakSession session;
    private final RealmModel realm;

    /** Those of a realm. */
    public StoredLogins(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /**
     * One of them.
     *
     * @param time in milliseconds since the epoch
     * @param clientId the client; empty text if there was none
     * @param userId the user, who may not exist any more
     * @param address what the server took for the address; empty if it knew none
     * @param details the details as the store has them, as JSON; empty text if there are none
     */
    public record Login(long time, String clientId, String userId, Optional<String> address, String details) {

        /** A detail that is text without quotes; empty if there is none. The whole is not read, since there can be millions. */
        public Optional<String> detail(String name) {
            String key = "\"" + name + "\":\"";
            int at = details.indexOf(key);
            int from = at + key.length();
            int to = at < 0 ? -1 : details.indexOf('"', from);
            return to < 0 ? Optional.empty() : Optional.of(details.substring(from, to));
        }
    }

    /** The id of the pack's own record of what this key says; the same on every node. */
    public static String idOf(String key) {
        String digits = UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
        return OWN + digits.substring(0, HEX_DIGITS);
    }

    /** Stores records of the pack's own, those left out that are there already. */
    public static void add(KeycloakSession session, List<Event> events) {
        EventStoreProvider store = session.getProvider(EventStoreProvider.class);
        EntityManager database =
                session.getProvider(JpaConnectionProvider.class).getEntityManager();
        events.stream()
                .filter(event -> database.find(EventEntity.class, event.getId()) == null)
                .forEach(store::onEvent);
    }

    /** Removes the pack's own records from before then, in milliseconds since the epoch. */
    public static void removeOwn(KeycloakSession session, long before) {
        session.getProvider(JpaConnectionProvider.class)
                .getEntityManager()
                .createQuery("delete from EventEntity e where e.id like :own and e.time < :before")
                .setParameter("own", OWN + "%")
                .setParameter("before", before)
                .executeUpdate();
    }

    /**
     * Reads them.
     *
     * @param since from when on, in milliseconds since the epoch
     * @param until until when
     * @param reader is given some at a time, and says whether to go on
     * @return whether all were read
     */
    public boolean read(long since, long until, Predicate<List<Login>> reader) {
        EntityManager database =
                session.getProvider(JpaConnectionProvider.class).getEntityManager();
        long time = since - 1;
        String id = "";
        while (true) {
            List<Object[]> page = database.createQuery(QUERY, Object[].class)
                    .setParameter("realm", realm.getId())
                    .setParameter("types", TYPES)
                    .setParameter("until", until)
                    .setParameter("time", time)
                    .setParameter("id", id)
                    .setMaxResults(PAGE)
                    .getResultList();
            if (!reader.test(page.stream().map(StoredLogins::login).toList())) {
                return false;
            }
            if (page.size() < PAGE) {
                return true;
            }
            time = (Long) page.get(PAGE - 1)[0];
            id = (String) page.get(PAGE - 1)[1];
        }
    }

    private static Login login(Object[] row) {
        return new Login(
                (Long) row[0],
                text(row[2]),
                text(row[3]),
                Optional.of(text(row[4])).filter(address -> !address.isEmpty()),
                text(row[5]));
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
