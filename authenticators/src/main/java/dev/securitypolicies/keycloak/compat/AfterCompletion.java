package dev.securitypolicies.keycloak.compat;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakTransaction;

/** Does something once the transaction of a request is over and its connection given back, whether it was committed or not. */
public final class AfterCompletion implements KeycloakTransaction {

    private final Runnable work;
    private final boolean onCommitAlone;
    private boolean active;

    private AfterCompletion(Runnable work, boolean onCommitAlone) {
        this.work = work;
        this.onCommitAlone = onCommitAlone;
    }

    /** Does it after the transaction of this session, if that is committed. */
    public static void onCommit(KeycloakSession session, Runnable work) {
        session.getTransactionManager().enlistAfterCompletion(new AfterCompletion(work, true));
    }

    /** Does it after the transaction of this session, or at once if none is open. */
    public static void run(KeycloakSession session, Runnable work) {
        if (session.getTransactionManager().isActive()) {
            session.getTransactionManager().enlistAfterCompletion(new AfterCompletion(work, false));
        } else {
            work.run();
        }
    }

    @Override
    public void begin() {
        active = true;
    }

    @Override
    public void commit() {
        active = false;
        work.run();
    }

    @Override
    public void rollback() {
        active = false;
        if (!onCommitAlone) {
            work.run();
        }
    }

    @Override
    public void setRollbackOnly() {}

    @Override
    public boolean getRollbackOnly() {
        return false;
    }

    @Override
    public boolean isActive() {
        return active;
    }
}
