package dev.securitypolicies.keycloak.compat;

import dev.securitypolicies.keycloak.compat.StoredEvents.Stored;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.events.Event;
import org.keycloak.events.EventStoreProvider;
import org.keycloak.events.EventType;
import org.keycloak.events.jpa.EventEntity;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** The successful logins in Keycloak's event store: its own, and those that the pack records where a realm stores none. */
public final class StoredLogins {

    private static final Set<String> TYPES =
            Set.of(EventType.LOGIN.name(), EventType.REFRESH_TOKEN.name(), EventType.CLIENT_LOGIN.name());

    /** What the ids of the pack's own records begin with, so that they can be found without reading them. */
    private static final String OWN = "sp-login-";

    /** The ids of all other events are UUIDs, and come before this. */
    private static final String BEHIND_UUIDS = "g";

    private static final int HEX_DIGITS = 27;

    private final KeycloakSession session;

    /** Those of a server. */
    public StoredLogins(KeycloakSession session) {
        this.session = session;
    }

    /** The id of the pack's own record of what this key says; the same on every node. */
    public static String idOf(String key) {
        String digits = UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
        return OWN + digits.substring(0, HEX_DIGITS);
    }

    /** Reads those of a realm, oldest first, as {@link StoredEvents#read} does. */
    public boolean read(RealmModel realm, long since, long until, Predicate<List<Stored>> reader) {
        return new StoredEvents(session, realm, TYPES)
                .read(
                        since,
                        until,
                        page -> reader.test(page.stream()
                                .filter(login -> !login.userId().isEmpty())
                                .toList()));
    }

    /** Stores records of the pack's own, those left out that are there already. */
    public void add(List<Event> events) {
        EventStoreProvider store = session.getProvider(EventStoreProvider.class);
        events.stream()
                .filter(event -> database().find(EventEntity.class, event.getId()) == null)
                .forEach(store::onEvent);
    }

    /**
     * Removes the pack's own records from before then, in milliseconds since the epoch, in the order of their ids and at most so many: a database
     * holds what one transaction removes until it ends.
     *
     * @param behind the id behind which to begin; empty for all of them
     * @return the last one, behind which there may be more; empty if there are none
     */
    public Optional<String> removeOwn(Optional<String> behind, long before, int most) {
        List<String> ids = database()
                .createQuery(
                        "select e.id from EventEntity e where e.id > :behind and e.id like :own and e.time < :before"
                                + " order by e.id",
                        String.class)
                .setParameter(
                        "behind", behind.orElse(BEHIND_UUIDS)) // so that the index is used, whatever the collation
                .setParameter("own", OWN + "%")
                .setParameter("before", before)
                .setMaxResults(most)
                .getResultList();
        if (!ids.isEmpty()) {
            database()
                    .createQuery("delete from EventEntity e where e.id in :ids")
                    .setParameter("ids", ids)
                    .executeUpdate();
        }
        return ids.size() < most ? Optional.empty() : Optional.of(ids.get(most - 1));
    }

    private EntityManager database() {
        return session.getProvider(JpaConnectionProvider.class).getEntityManager();
    }
}
