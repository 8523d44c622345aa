package dev.securitypolicies.keycloak.compat;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Does work of the server, and of no request, one job after another and each in a transaction of its own. A request that opened
 * a second transaction while it holds its first would need two connections, and with as many such requests as the pool has
 * connections the server would stand still.
 */
public final class BackgroundWork implements AutoCloseable {

    private static final int LONGEST_QUEUE = 1_000;
    private static final long PAUSE = Duration.ofSeconds(5).toNanos();
    private static final Logger LOG = Logger.getLogger("dev.securitypolicies.background");

    private final KeycloakSessionFactory sessions;
    private final Set<String> waiting = ConcurrentHashMap.newKeySet();
    private final Map<String, Long> failed = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor thread;

    /** A queue of its own for this factory of sessions; the thread ends when there is nothing to do. */
    public BackgroundWork(KeycloakSessionFactory sessions) {
        this.sessions = sessions;
        this.thread =
                new ThreadPoolExecutor(1, 1, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(LONGEST_QUEUE), work -> {
                    Thread worker = new Thread(work, "security-policy-background");
                    worker.setDaemon(true);
                    return worker;
                });
        thread.allowCoreThreadTimeOut(true);
    }

    /** Does the job soon. While one with this key waits, another one is not needed; with a full queue it is left to the next occasion. */
    public void submit(String key, Consumer<KeycloakSession> job) {
        if (isPaused(key) || !waiting.add(key)) {
            return;
        }
        try {
            thread.execute(() -> {
                waiting.remove(key);
                run(key, job);
            });
        } catch (RejectedExecutionException e) {
            waiting.remove(key);
            LOG.warnf("too much to do: `%s` waits for its next occasion", key);
        }
    }

    /** Whoever asks for a job that fails, such as on a read-only database, asks again with each request. */
    private boolean isPaused(String key) {
        Long since = failed.get(key);
        return since != null && System.nanoTime() - since < PAUSE;
    }

    private void run(String key, Consumer<KeycloakSession> job) {
        failed.keySet().removeIf(other -> !isPaused(other));
        try {
            KeycloakModelUtils.runJobInTransaction(sessions, job::accept);
            failed.remove(key);
        } catch (RuntimeException
                | Error e) { // another node was faster, or the database is read-only: the next occasion comes
            failed.put(key, System.nanoTime());
            LOG.warnf(e, "`%s` could not be done now", key);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
