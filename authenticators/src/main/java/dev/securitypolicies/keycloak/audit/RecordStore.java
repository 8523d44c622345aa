package dev.securitypolicies.keycloak.audit;

import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.events.Event;
import org.keycloak.events.EventStoreProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.timer.TimerProvider;

/** The way of this server's records into the event store, through the tally that bounds a flood of them. */
public final class RecordStore {

    private static final int MOST_KEYS = 1_000;
    private static final Duration FLUSH = Duration.ofSeconds(5);

    private static final Logger LOG = Logger.getLogger("dev.securitypolicies.audit");

    private final RefusalTally tally;

    /** A store that keeps the first and the last of equal refusals within a window; zero keeps every one. */
    public RecordStore(Duration window) {
        this.tally = new RefusalTally(window, MOST_KEYS);
    }

    /** Stores what the windows still hold, regularly, from now on. */
    public void start(KeycloakSessionFactory factory) {
        factory.register(event -> {
            if (event instanceof PostMigrationEvent) {
                KeycloakModelUtils.runJobInTransaction(
                        factory,
                        session -> session.getProvider(TimerProvider.class)
                                .scheduleTask(this::flush, FLUSH.toMillis(), "security-policy-records"));
            }
        });
    }

    void refusal(KeycloakSession session, RefusalTally.Key key, Event event) {
        tally.admit(key, event, event.getTime()).ifPresent(admitted -> write(session, List.of(admitted)));
    }

    void notice(KeycloakSession session, Event event) {
        write(session, List.of(event));
    }

    private void flush(KeycloakSession session) {
        write(session, tally.drain(Time.currentTimeMillis()));
    }

    /**
     * Each in a transaction of its own, so that a request that is rolled back still leaves its record, and a record that cannot
     * be stored takes no other one and no request with it; it stands in the server log all the same.
     */
    private static void write(KeycloakSession session, List<Event> events) {
        for (Event event : events) {
            try {
                KeycloakModelUtils.runJobInTransaction(session.getKeycloakSessionFactory(), own -> {
                    EventStoreProvider store = own.getProvider(EventStoreProvider.class);
                    if (store != null) {
                        store.onEvent(event);
                    }
                });
            } catch (RuntimeException e) {
                LOG.errorf(e, "a record could not be stored: %s", event.getDetails());
            }
        }
    }
}
