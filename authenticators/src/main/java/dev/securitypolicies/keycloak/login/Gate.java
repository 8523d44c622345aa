package dev.securitypolicies.keycloak.login;

import dev.securitypolicies.decision.AccessDecision;
import dev.securitypolicies.decision.EnforcedDecision;
import dev.securitypolicies.decision.Reason;
import dev.securitypolicies.keycloak.change.UserAttributesWatch;
import dev.securitypolicies.keycloak.events.DecidedAddress;
import dev.securitypolicies.keycloak.events.Door;
import dev.securitypolicies.keycloak.events.EnforcementPoint;
import dev.securitypolicies.keycloak.events.RecordDetails;
import org.keycloak.authentication.InitiatedActionSupport;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;

/**
 * The gate that every interactive login passes, by password, SSO cookie or broker, for OIDC and SAML: a required action that
 * a refused login can never complete. It is a user interface and not the proof: the token door decides on its own.
 */
final class Gate implements RequiredActionProvider {

    /** In Keycloak's own record of a login that was not asked for the factor because of its address (R16). */
    private static final String FACTOR = "policy_second_factor";

    private static final String EXEMPT = "exempt";

    /** With NOT_SUPPORTED, `kc_action` with the gate's id would make Keycloak skip the gate and log in. */
    @Override
    public InitiatedActionSupport initiatedActionSupport() {
        return InitiatedActionSupport.SUPPORTED;
    }

    /** May not answer by itself: it can only make an action required for this login, or lift it again. */
    @Override
    public void evaluateTriggers(RequiredActionContext context) {
        LoginInProgress login = login(context);
        LoginDecisions decisions = new LoginDecisions(login);
        new UserAttributesWatch(login.session(), login.realm(), login.user()).notice();
        login.evidence().rememberProvider();
        SuperAdmins superAdmins = new SuperAdmins(login);
        superAdmins.noteEmailWriter();
        SetUpFilter.firstFactor(login).ifPresent(factor -> login.evidence().rememberEnrolled(factor));
        new SetUpByMail(login).putOff();
        EnforcedDecision decision = decisions.decide();
        DecidedAddress.note(context.getEvent(), decision.address());
        context.getEvent().detail(RecordDetails.LOGIN_KIND, decisions.kind().code());
        if (superAdmins.promote(decision)) {
            decision = decisions.decide(); // a new super admin needs a factor at once
        }
        if (login.isDirectGrant()) {
            decisions.keepEvidence(false, decision.isExempted());
            return; // the token door answers with the right error of the grant
        }
        if (decision.isExempted()) {
            context.getEvent().detail(FACTOR, EXEMPT);
        }
        new DeviceApprovals(login).remember();
        GateRequirement requirement = GateRequirement.of(decision);
        report(login, decision);
        new PagelessLogin(login).report(decision);
        requirement.applyTo(login, decisions, decision.isExempted());
    }

    /** What report-only mode would have refused here and no other door sees. */
    private static void report(LoginInProgress login, EnforcedDecision decision) {
        decision.refusal()
                .filter(reason -> !decision.isEnforced() && reason == Reason.SSO_FORCED)
                .ifPresent(reason -> login.once(
                        "sso-forced",
                        () -> new EnforcementPoint(login.session()).refused(login.context(Door.GATE), decision)));
    }

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        LoginAnswer.give(context, Answer::new);
    }

    @Override
    public void processAction(RequiredActionContext context) {
        LoginAnswer.give(context, Answer::new);
    }

    @Override
    public void close() {}

    static LoginInProgress login(RequiredActionContext context) {
        return new LoginInProgress(
                context.getSession(), context.getRealm(), context.getUser(), context.getAuthenticationSession());
    }

    /** What the gate shows; a set-up goes on here, and is triggered anew right behind it. */
    private static final class Answer extends LoginAnswer {

        Answer(RequiredActionContext context, EnforcedDecision decision) {
            super(context, decision);
        }

        @Override
        public Runnable enrolmentRequired(AccessDecision.EnrolmentRequired enrolment) {
            return context()::success;
        }

        @Override
        public Runnable reauthenticationRequired(AccessDecision.ReauthenticationRequired reauthentication) {
            return () -> {
                recordRefusal(reauthentication.reason());
                context().challenge(new Reauthentication(login()).restart());
            };
        }
    }
}
