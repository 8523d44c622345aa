package dev.securitypolicies.keycloak.engine;

import dev.securitypolicies.keycloak.compat.CachedRealms;
import dev.securitypolicies.keycloak.store.RealmStateComponent;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Sees to it that a change of a policy is in force on this node within a second, even if this node does not hear of it: the nodes of a cluster can lose each
 * other while both reach the database. One small query, twice a second or so; a thread of its own, so that nothing else waits while the database does.
 */
final class PolicyWatch implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("dev.securitypolicies.policy");

    private static final long PAUSE_MILLIS = 400;

    private final KeycloakSessionFactory sessions;
    private final Map<String, String> seen = new HashMap<>();
    private final Thread thread = new Thread(this::watch, "security-policy-watch");

    PolicyWatch(KeycloakSessionFactory sessions) {
        this.sessions = sessions;
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        try {
            while (true) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server ends
        }
    }

    private void look() {
        try {
            Map<String, String> now = new HashMap<>();
            KeycloakModelUtils.runJobInTransaction(sessions, session -> now.putAll(compare(session)));
            seen.putAll(now); // only now has the cache let go of what it held
        } catch (RuntimeException e) { // without a database nobody changes a policy, and without one this comes again
            LOG.debugf(e, "the revisions of the policies could not be read");
        }
    }

    private Map<String, String> compare(KeycloakSession session) {
        CachedRealms realms = new CachedRealms(session);
        Map<String, String> revisions = realms.subTypes(RealmStateComponent.TYPE);
        revisions.forEach((id, revision) -> {
            RealmModel realm =
                    revision.equals(seen.get(id)) ? null : session.realms().getRealm(id);
            if (realm != null && !revision.equals(RealmStateComponent.revision(realm))) {
                LOG.infof(
                        "realm `%s`: a change of the policy is in force that this node had not heard of",
                        realm.getName());
                realms.forget(realm);
            }
        });
        return revisions;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
