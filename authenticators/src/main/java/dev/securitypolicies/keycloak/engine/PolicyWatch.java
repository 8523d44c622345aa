package dev.securitypolicies.keycloak.engine;

import dev.securitypolicies.keycloak.compat.StoredRealms;
import dev.securitypolicies.keycloak.store.PolicyState;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Looks into the database, twice a second or so, which policy is in force in which realm: the nodes of a cluster can lose each other while both reach the database. What it sees spares
 * {@link CurrentPolicies} a question of its own, and no more than that: while it is late, or cannot look, they ask themselves.
 */
final class PolicyWatch implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("dev.securitypolicies.policy");

    private static final long PAUSE_MILLIS = 400;

    /** So many realms can wait for nodes that do not answer before others wait for them. */
    private static final int LETTERS = 4;

    /** One look can fail while the server ends. */
    private static final int WORTH_A_WORD = 3;

    private final KeycloakSessionFactory sessions;
    private final Consumer<String> whenGone;
    private final Thread thread = daemon(this::watch, "security-policy-watch");
    private final Set<String> leaving = ConcurrentHashMap.newKeySet();
    private final ExecutorService letters =
            Executors.newFixedThreadPool(LETTERS, work -> daemon(work, "security-policy-invalidation"));
    private int misses;
    private volatile Look last = new Look(System.nanoTime() - Duration.ofDays(1).toNanos(), Map.of(), Set.of());

    /**
     * What was seen.
     *
     * @param begun when the look began, as `System.nanoTime` has it
     * @param revisions of the policies, by the ids of their realms; none of a realm that never had one
     * @param gone the ids of realms that had a policy and are not there any more, whichever node has removed them
     */
    record Look(long begun, Map<String, String> revisions, Set<String> gone) {

        boolean shows(String realmId, String revision) {
            return !gone.contains(realmId)
                    && revisions.getOrDefault(realmId, PolicyState.NO_REVISION).equals(revision);
        }

        /** The next one. Of a realm that is gone this node may have cached that it has no policy, so that it is not forgotten. */
        Look next(long later, Map<String, String> seen) {
            Set<String> vanished = new HashSet<>(gone);
            vanished.addAll(revisions.keySet());
            vanished.removeAll(seen.keySet());
            return new Look(later, Map.copyOf(seen), Set.copyOf(vanished));
        }
    }

    /**
     * In this server.
     *
     * @param whenGone is told the ids of realms that had a policy and are not there any more, whichever node has removed them
     */
    PolicyWatch(KeycloakSessionFactory sessions, Consumer<String> whenGone) {
        this.sessions = sessions;
        this.whenGone = whenGone;
    }

    void start() {
        thread.start();
    }

    /** The last look that has succeeded, however long ago. */
    Look last() {
        return last;
    }

    /** Has this node let go of what it has cached of a realm; the other nodes are told, which takes long while they cannot be reached. */
    void letGo(RealmModel realm) {
        String id = realm.getId();
        if (leaving.add(id)) {
            LOG.infof(
                    "realm `%s`: a change of the policy is in force that this node had not heard of", realm.getName());
            try {
                letters.execute(() -> tellOf(id));
            } catch (RejectedExecutionException e) { // the server ends
                leaving.remove(id);
            }
        }
    }

    private void tellOf(String id) {
        try {
            KeycloakModelUtils.runJobInTransaction(sessions, session -> forget(session, id));
        } catch (RuntimeException e) { // here it is forgotten; the others have the database as well
            LOG.debugf(e, "the other nodes could not be told of a realm");
        } finally {
            leaving.remove(id);
        }
    }

    private static void forget(KeycloakSession session, String id) {
        RealmModel realm = session.realms().getRealm(id);
        if (realm != null) {
            new StoredRealms(session).forget(id, realm.getName());
        }
    }

    private void watch() {
        try {
            while (true) {
                look();
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server ends
        }
    }

    private void look() {
        try {
            long begun = System.nanoTime();
            Map<String, String> revisions = new HashMap<>();
            KeycloakModelUtils.runJobInTransaction(
                    sessions, session -> revisions.putAll(PolicyState.revisionsInDatabase(session)));
            Look before = last;
            last = before.next(begun, revisions);
            before.revisions().keySet().stream().filter(last.gone()::contains).forEach(whenGone);
            if (misses >= WORTH_A_WORD) {
                LOG.info("the revisions of the policies can be read again");
            }
            misses = 0;
        } catch (RuntimeException
                | Error e) { // this comes again, and must not end with an error of another part of the server
            misses++;
            if (misses == WORTH_A_WORD) {
                LOG.warn("the revisions of the policies cannot be read; until then each request asks for its own", e);
            }
        }
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        thread.interrupt();
        letters.shutdownNow();
    }
}
