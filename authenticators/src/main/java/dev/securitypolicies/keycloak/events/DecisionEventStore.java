package dev.securitypolicies.keycloak.events;

import dev.securitypolicies.keycloak.compat.AfterCompletion;
import dev.securitypolicies.keycloak.events.RefusalAggregator.Summary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.keycloak.events.Event;
import org.keycloak.events.EventStoreProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/** The way of this server's records into the event store, through the aggregator that bounds a flood of them. */
public final class DecisionEventStore {

    private static final int MOST_OF_REALM = 500;
    private static final int MOST_OF_ALL = 10_000;
    private static final Duration FLUSH = Duration.ofSeconds(5);

    private static final Logger LOG = Logger.getLogger("dev.securitypolicies.audit");

    private final RefusalAggregator aggregator;

    /** A store that keeps the first and the last of equal refusals within a window; zero keeps every one. */
    public DecisionEventStore(Duration window) {
        this.aggregator = new RefusalAggregator(window, MOST_OF_REALM, MOST_OF_ALL);
    }

    /** Stores what the windows still hold, regularly, from now on. */
    void start(RegularWork regular) {
        regular.start(FLUSH, sessions -> store(sessions, aggregator.drain(System.nanoTime())));
    }

    /**
     * Stores a refusal once the request is over, whose transaction is rolled back as a rule. What cannot be stored now is
     * counted, and stored with the next regular flush.
     */
    void refusal(KeycloakSession session, RefusalAggregator.Key key, Event event) {
        KeycloakSessionFactory sessions = session.getKeycloakSessionFactory();
        long now = System.nanoTime();
        aggregator
                .admit(key, event, now)
                .ifPresent(admitted -> AfterCompletion.run(session, () -> {
                    if (!write(sessions, admitted)) {
                        aggregator.putBack(new Summary(key, admitted, 1, now));
                    }
                }));
    }

    /** Stores what goes with a permitted request, in its transaction. */
    void notice(KeycloakSession session, Event event) {
        EventStoreProvider store = session.getProvider(EventStoreProvider.class);
        if (store != null) {
            store.onEvent(event);
        }
    }

    /** Stores what is still counted when the server ends. */
    void end(KeycloakSessionFactory sessions) {
        aggregator.drainAll().forEach(summary -> write(sessions, summary.event()));
    }

    /** Those that have failed wait behind those that were not tried, so that one that can never be stored stands in nobody's way. */
    private void store(KeycloakSessionFactory sessions, List<Summary> summaries) {
        List<Summary> failed = new ArrayList<>();
        for (Summary summary : summaries) {
            if (failed.size() >= RegularWork.MOST_FAILURES) {
                aggregator.putBack(summary);
            } else if (!write(sessions, summary.event())) {
                failed.add(summary);
            }
        }
        failed.forEach(aggregator::putBack);
    }

    /** In a transaction of its own, so that a record that cannot be stored takes no other one with it; it stands in the log. */
    private static boolean write(KeycloakSessionFactory sessions, Event event) {
        try {
            KeycloakModelUtils.runJobInTransaction(sessions, own -> {
                EventStoreProvider store = own.getProvider(EventStoreProvider.class);
                if (store != null) {
                    store.onEvent(event);
                }
            });
            return true;
        } catch (RuntimeException | Error e) { // whatever it is, the count must not go with it
            LOG.errorf(e, "a record could not be stored: %s", event.getDetails());
            return false;
        }
    }
}
