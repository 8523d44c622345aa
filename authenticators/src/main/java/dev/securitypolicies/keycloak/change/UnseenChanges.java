package dev.securitypolicies.keycloak.change;

import dev.securitypolicies.keycloak.compat.BackgroundWork;
import dev.securitypolicies.keycloak.compat.RealmLock;
import dev.securitypolicies.keycloak.spi.ConfirmationOverdue;
import dev.securitypolicies.keycloak.spi.UnauditedPolicy;
import dev.securitypolicies.keycloak.store.PendingChange;
import dev.securitypolicies.keycloak.store.PolicyState;
import dev.securitypolicies.keycloak.store.RealmMemory;
import dev.securitypolicies.keycloak.store.RealmMemory.Kind;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.provider.ProviderEventListener;

/** Records what no door has seen, such as an edit of the database, and takes back what nobody has confirmed. */
final class UnseenChanges implements ProviderEventListener {

    private static final Logger LOG = Logger.getLogger("dev.securitypolicies.audit");

    private final BackgroundWork work;

    UnseenChanges(BackgroundWork work) {
        this.work = work;
    }

    @Override
    public void onEvent(ProviderEvent event) {
        if (event instanceof UnauditedPolicy unaudited) {
            inRealm("record drift of ", unaudited.realmId(), UnseenChanges::record);
        } else if (event instanceof ConfirmationOverdue overdue) {
            inRealm("take back the change of ", overdue.realmId(), UnseenChanges::revert);
        }
    }

    private void inRealm(String what, String realmId, BiConsumer<KeycloakSession, RealmModel> job) {
        work.submit(what + realmId, session -> {
            RealmModel realm = session.realms().getRealm(realmId);
            if (realm != null) {
                session.getContext().setRealm(realm);
                job.accept(session, realm);
            }
        });
    }

    /** What is committed by now: a change that is under way is recorded by the door through which it comes. */
    private static void record(KeycloakSession session, RealmModel realm) {
        if (isRecorded(realm)) {
            return;
        }
        new RealmLock(session).acquire(realm); // what is cached may be older
        if (isRecorded(realm) || !PolicyState.inDatabase(session, realm).equals(Optional.of(seen(realm)))) {
            return; // somebody has recorded it, or changes it right now without the lock and records it
        }
        new PolicyChangeHandler(session, realm, Actor.drift()).onChange();
        if (!isRecorded(realm)) { // a version before this one has left it without its revision
            new RealmMemory(session, realm).remember(Kind.AUDITED, seen(realm).settings());
        }
    }

    private static boolean isRecorded(RealmModel realm) {
        return RealmMemory.hasAudited(realm, seen(realm));
    }

    private static PolicyState seen(RealmModel realm) {
        return PolicyState.of(realm, realm.getAttributes());
    }

    /** Not by what is cached: another node may have confirmed it. */
    private static void revert(KeycloakSession session, RealmModel realm) {
        new RealmLock(session).acquire(realm);
        PendingChange.of(realm).filter(PendingChange::isOver).ifPresent(change -> {
            change.revert(session, realm);
            LOG.warnf(
                    "realm `%s`: a change by `%s` was not confirmed and is taken back",
                    realm.getName(), change.author());
            new PolicyChangeHandler(session, realm, Actor.timeout()).onChange();
        });
    }
}
