package dev.securitypolicies.keycloak.realm;

import dev.securitypolicies.keycloak.compat.RealmLock;
import dev.securitypolicies.keycloak.compat.StoredSetUps;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Sees to it when a server starts that every realm has what the pack needs in it. A few questions tell which realms lack anything; only these are read, each in a transaction of its
 * own, since one for all of them takes time with the square of their number.
 */
final class Preparation {

    private static final Logger LOG = Logger.getLogger("dev.securitypolicies.realm");

    private final KeycloakSession session;

    Preparation(KeycloakSession session) {
        this.session = session;
    }

    /** Prepares all realms. One that cannot be prepared would lack what guards it, so the server does not start then; the others are prepared all the same. */
    static void ofAll(KeycloakSessionFactory factory) {
        List<String> due = new ArrayList<>();
        KeycloakModelUtils.runJobInTransaction(factory, session -> due.addAll(new Preparation(session).due()));
        List<String> failed =
                due.stream().filter(id -> !isPrepared(factory, id)).toList();
        if (!failed.isEmpty()) {
            throw new IllegalStateException("realms that cannot be prepared, by their ids: " + failed);
        }
        if (!due.isEmpty()) {
            LOG.infof("realms that were prepared: %d", due.size());
        }
    }

    private static boolean isPrepared(KeycloakSessionFactory factory, String id) {
        try {
            KeycloakModelUtils.runJobInTransaction(factory, session -> {
                RealmModel realm = session.realms().getRealm(id);
                if (realm != null) {
                    session.getContext().setRealm(realm);
                    new RealmLock(session).acquire(realm); // another node may start at the same time
                    new Preparation(session).of(realm);
                }
            });
            return true;
        } catch (RuntimeException e) {
            LOG.errorf(
                    e, "the realm with the id `%s` cannot be prepared, without which this server does not start", id);
            return false;
        }
    }

    /** Prepares one realm. */
    void of(RealmModel realm) {
        RequiredActionRegistration.ensure(realm);
        new ProtectedAttributes(session).declareIn(realm);
    }

    private List<String> due() {
        StoredSetUps stored = new StoredSetUps(session);
        List<String> due = new ArrayList<>(stored.realms().keySet());
        due.removeAll(ProtectedAttributes.declared(stored, RequiredActionRegistration.complete(stored)));
        return due;
    }
}
