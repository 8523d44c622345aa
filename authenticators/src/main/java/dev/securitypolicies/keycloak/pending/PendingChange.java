package dev.securitypolicies.keycloak.pending;

import dev.securitypolicies.keycloak.audit.PolicyAudit;
import dev.securitypolicies.keycloak.audit.PolicyMemory;
import dev.securitypolicies.keycloak.audit.PolicyMemory.Kind;
import dev.securitypolicies.policy.Setting;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * A change of the policy that awaits its confirmation. It is judged by the clock whenever the policy is read, so that it is over at
 * the same moment on every node and after a restart, whoever puts the attributes back in the end.
 *
 * @param replaced the attributes that come back
 * @param deadline when they do, in seconds since the epoch
 * @param author who made the change
 */
public record PendingChange(Map<String, String> replaced, long deadline, String author) {

    private static final String DEADLINE = "deadline";
    private static final String AUTHOR = "author";

    private static final Logger LOG = Logger.getLogger("dev.securitypolicies.policy");

    /** The change that a realm is waiting for; empty if there is none. */
    public static Optional<PendingChange> of(RealmModel realm) {
        Map<String, String> memory = new TreeMap<>(PolicyMemory.recall(realm, Kind.PENDING));
        String deadline = memory.remove(DEADLINE);
        String author = memory.remove(AUTHOR);
        return deadline == null || author == null
                ? Optional.empty()
                : Optional.of(new PendingChange(memory, Long.parseLong(deadline), author));
    }

    /** Begins to wait, in the current transaction. */
    public void begin(KeycloakSession session, RealmModel realm) {
        Map<String, String> memory = new TreeMap<>(replaced);
        memory.put(DEADLINE, String.valueOf(deadline));
        memory.put(AUTHOR, author);
        PolicyMemory.remember(session, realm, Kind.PENDING, memory);
    }

    /** Whether the time is up. */
    public boolean isOver() {
        return Time.currentTimeMillis() / 1_000 >= deadline;
    }

    /** Keeps what was changed, in the current transaction. */
    public static void confirm(RealmModel realm) {
        PolicyMemory.forget(realm, Kind.PENDING);
    }

    /** Puts the replaced attributes back, in the current transaction. */
    public void revert(RealmModel realm) {
        realm.getAttributes().keySet().stream()
                .filter(name -> name.startsWith(Setting.PREFIX) && !replaced.containsKey(name))
                .toList()
                .forEach(realm::removeAttribute);
        replaced.forEach(realm::setAttribute);
        PolicyMemory.forget(realm, Kind.PENDING);
    }

    /** Puts the attributes back once the time is up, in a transaction of its own. */
    public static void revertOverdue(KeycloakSession session, String realmId) {
        try {
            KeycloakModelUtils.runJobInTransaction(session.getKeycloakSessionFactory(), own -> {
                RealmModel realm = own.realms().getRealm(realmId);
                if (realm == null) {
                    return;
                }
                own.getContext().setRealm(realm);
                of(realm).filter(PendingChange::isOver).ifPresent(change -> {
                    change.revert(realm);
                    LOG.warnf(
                            "realm `%s`: a change by `%s` was not confirmed and is taken back",
                            realm.getName(), change.author);
                    PolicyAudit.reverted(own, realm);
                });
            });
        } catch (
                RuntimeException
                        e) { // another node was faster, or the database is read-only: the clock rules all the same
            LOG.warnf(e, "realm `%s`: a change that was not confirmed could not be put back now", realmId);
        }
    }
}
