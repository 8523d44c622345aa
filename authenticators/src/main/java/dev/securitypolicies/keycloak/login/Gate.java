package dev.securitypolicies.keycloak.login;

import dev.securitypolicies.decision.EnforcedDecision;
import dev.securitypolicies.decision.Reason;
import dev.securitypolicies.keycloak.address.SessionAddress;
import dev.securitypolicies.keycloak.events.DecisionEvents;
import dev.securitypolicies.keycloak.events.DecisionMetrics;
import dev.securitypolicies.keycloak.events.Door;
import dev.securitypolicies.keycloak.login.LoginDecision.Enrol;
import dev.securitypolicies.keycloak.login.LoginDecision.LogInAgain;
import dev.securitypolicies.keycloak.login.LoginDecision.Pass;
import dev.securitypolicies.keycloak.login.LoginDecision.Refuse;
import dev.securitypolicies.keycloak.mfa.EvidenceNotes;
import dev.securitypolicies.keycloak.page.RefusalPage;
import dev.securitypolicies.keycloak.realm.RequiredActionRegistration;
import dev.securitypolicies.keycloak.spi.SecurityPolicyProvider;
import org.keycloak.authentication.InitiatedActionSupport;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The gate that every interactive login passes, by password, SSO cookie or broker, for OIDC and SAML: a required action that
 * a refused login can never complete. It is a user interface and not the proof: the token door decides on its own.
 */
final class Gate implements RequiredActionProvider {

    /** With NOT_SUPPORTED, `kc_action` with the gate's id would make Keycloak skip the gate and log in. */
    @Override
    public InitiatedActionSupport initiatedActionSupport() {
        return InitiatedActionSupport.SUPPORTED;
    }

    /** May not answer by itself: it can only make an action required for this login, or lift it again. */
    @Override
    public void evaluateTriggers(RequiredActionContext context) {
        LoginInProgress login = login(context);
        LoginJudge judge = judge(login);
        SuperAdmins.noteVouching(login);
        SuperAdmins.promote(login, judge);
        SetUpFilter.firstFactor(login).ifPresent(factor -> EvidenceNotes.enrolled(login.model(), factor));
        EvidenceNotes.remember(login.model(), EvidenceNotes.of(login.model()));
        if (login.isDirectGrant()) {
            return; // the token door answers with the right error of the grant
        }
        dropSetUp(login, judge);
        judge.reported()
                .ifPresent(ruling -> login.once(
                        "sso-forced",
                        () -> new DecisionEvents(login.session())
                                .refused(LoginContext.of(login), ruling, Reason.SSO_FORCED)));
        LoginDecision outcome = judge.outcome();
        require(login, RequiredActionRegistration.GATE, outcome instanceof Refuse || outcome instanceof LogInAgain);
        require(login, RequiredActionRegistration.ENROLMENT, outcome instanceof Enrol);
        if (outcome instanceof Pass) {
            EvidenceNotes.passed(login.model());
            DecisionMetrics.allowed(Door.GATE);
        } else {
            EvidenceNotes.notPassed(login.model());
        }
    }

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        answer(context);
    }

    @Override
    public void processAction(RequiredActionContext context) {
        answer(context);
    }

    @Override
    public void close() {}

    /** Decides anew, so that the same tab goes on as soon as the user has moved to a permitted network. */
    private static void answer(RequiredActionContext context) {
        LoginInProgress login = login(context);
        LoginDecision outcome = judge(login).outcome();
        if (outcome instanceof Refuse refuse) {
            refuse(context, refuse.ruling(), refuse.reason());
        } else if (outcome instanceof LogInAgain again) {
            new DecisionEvents(login.session())
                    .refused(LoginContext.of(login), again.ruling(), Reason.MFA_NOT_PERFORMED);
            context.challenge(Reauthentication.of(login));
        } else {
            context.success();
        }
    }

    static void refuse(RequiredActionContext context, EnforcedDecision ruling, Reason reason) {
        new DecisionEvents(context.getSession()).refused(LoginContext.of(login(context)), ruling, reason);
        context.challenge(
                RefusalPage.response(context.getSession(), context.getAuthenticationSession(), reason, ruling));
    }

    static LoginInProgress login(RequiredActionContext context) {
        return new LoginInProgress(
                context.getSession(), context.getRealm(), context.getUser(), context.getAuthenticationSession());
    }

    private static LoginJudge judge(LoginInProgress login) {
        SessionAddress.rememberBrowser(
                login.model(), SecurityPolicyProvider.of(login.session()).clientAddress());
        return new LoginJudge(login);
    }

    private static void require(LoginInProgress login, String action, boolean required) {
        AuthenticationSessionModel model = login.model();
        if (required) {
            model.addRequiredAction(action);
        } else {
            model.removeRequiredAction(action);
        }
    }

    /** Else a mailbox would be enough to get a second factor beside the one that is not at hand. */
    private static void dropSetUp(LoginInProgress login, LoginJudge judge) {
        if (judge.mayNotAddFactor()) {
            SetUpActions.ALL.forEach(login.model()::removeRequiredAction);
        }
    }
}
