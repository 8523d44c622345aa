package dev.securitypolicies.keycloak.events;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.PostMigrationEvent;

/**
 * Has things done once the server is up, and again and again from then on; one that takes long does not hold up another. Keycloak's own timer goes by the
 * clock of the day: when that is set back, it does nothing until the clock has caught up.
 */
final class RegularWork implements AutoCloseable {

    /** Of one or two records another node may have been faster; with more failures at a time the database is away, and the rest waits. */
    static final int MOST_FAILURES = 3;

    private static final Logger LOG = Logger.getLogger("dev.securitypolicies.audit");

    private static final long PATIENCE_SECONDS = 5;

    private final KeycloakSessionFactory sessions;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2, work -> {
        Thread worker = new Thread(work, "security-policy-records");
        worker.setDaemon(true);
        return worker;
    });

    /** For this server; nothing is done before its database is ready. */
    RegularWork(KeycloakSessionFactory sessions) {
        this.sessions = sessions;
    }

    /** Begins with it once the server is up. */
    void start(Duration every, Consumer<KeycloakSessionFactory> work) {
        sessions.register(event -> {
            if (event instanceof PostMigrationEvent) {
                ScheduledFuture<?> unused =
                        threads.scheduleWithFixedDelay(() -> run(work), 0, every.toMillis(), TimeUnit.MILLISECONDS);
            }
        });
    }

    private void run(Consumer<KeycloakSessionFactory> work) {
        try {
            work.accept(sessions);
        } catch (RuntimeException | Error e) { // it comes again, and must not end with a failure
            LOG.error("regular work has failed, and is tried again", e);
        }
    }

    /** Lets what is under way come to its end: what it cannot store has to be back where it came from before the last is stored. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                threads.shutdownNow();
                threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
