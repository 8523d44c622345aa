package dev.securitypolicies.keycloak.login;

import dev.securitypolicies.decision.AccessDecision;
import dev.securitypolicies.decision.EnforcedDecision;
import dev.securitypolicies.decision.Reason;
import dev.securitypolicies.keycloak.change.UserAttributesWatch;
import dev.securitypolicies.keycloak.events.DecisionEvents;
import dev.securitypolicies.keycloak.events.DecisionMetrics;
import dev.securitypolicies.keycloak.events.Door;
import dev.securitypolicies.keycloak.page.RefusalPage;
import dev.securitypolicies.keycloak.realm.RequiredActionRegistration;
import jakarta.ws.rs.core.Response;
import org.keycloak.authentication.InitiatedActionSupport;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;

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
        LoginDecisions decisions = new LoginDecisions(login);
        UserAttributesWatch.notice(login.session(), login.realm(), login.user());
        login.evidence().rememberProvider();
        SuperAdmins superAdmins = new SuperAdmins(login);
        superAdmins.noteEmailWriter();
        SetUpFilter.firstFactor(login).ifPresent(factor -> login.evidence().rememberEnrolled(factor));
        decisions.dropSetUpByMail();
        EnforcedDecision decision = decisions.decide();
        if (superAdmins.promote(decision)) {
            decision = decisions.decide(); // a new super admin needs a factor at once
        }
        if (login.isDirectGrant()) {
            decisions.keepEvidence(false);
            return; // the token door answers with the right error of the grant
        }
        DeviceApprovals.remember(login);
        Requires requires = decision.isEnforced() ? decision.decision().fold(new Trigger()) : Requires.NOTHING;
        report(login, decision);
        requires.applyTo(login, decisions);
    }

    /** What report-only mode would have refused here and no other door sees. */
    private static void report(LoginInProgress login, EnforcedDecision decision) {
        decision.refusal()
                .filter(reason -> !decision.isEnforced() && reason == Reason.SSO_FORCED)
                .ifPresent(reason -> login.once(
                        "sso-forced",
                        () -> new DecisionEvents(login.session()).refused(LoginContext.of(login), decision)));
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
        EnforcedDecision decision = new LoginDecisions(login(context)).decide();
        if (decision.isEnforced()) {
            decision.decision().fold(new Answer(context, decision)).run();
        } else {
            context.success();
        }
    }

    static void refuse(RequiredActionContext context, EnforcedDecision decision, Reason reason) {
        LoginInProgress login = login(context);
        new DecisionEvents(context.getSession()).refused(LoginContext.of(login), decision);
        Response page =
                RefusalPage.response(context.getSession(), context.getAuthenticationSession(), reason, decision);
        if (reason == Reason.SSO_FORCED) {
            Reauthentication.startOver(login); // what was shown so far must not stand beside another way in
        }
        context.challenge(page);
    }

    static LoginInProgress login(RequiredActionContext context) {
        return new LoginInProgress(
                context.getSession(), context.getRealm(), context.getUser(), context.getAuthenticationSession());
    }

    /**
     * What a login must go through before it ends.
     *
     * @param gate whether the gate has something to say
     * @param enrolment whether a factor is to be set up
     * @param passed whether its session may be used
     */
    private record Requires(boolean gate, boolean enrolment, boolean passed) {

        static final Requires NOTHING = new Requires(false, false, true);
        static final Requires GATE = new Requires(true, false, false);
        static final Requires ENROLMENT = new Requires(false, true, false);
        static final Requires NO_SESSION = new Requires(false, false, false);

        void applyTo(LoginInProgress login, LoginDecisions decisions) {
            require(login, RequiredActionRegistration.GATE, gate);
            require(login, RequiredActionRegistration.ENROLMENT, enrolment);
            decisions.keepEvidence(passed);
            if (passed) {
                DecisionMetrics.allowed(Door.GATE);
            }
        }

        private static void require(LoginInProgress login, String action, boolean required) {
            if (required) {
                login.model().addRequiredAction(action);
            } else {
                login.model().removeRequiredAction(action);
            }
        }
    }

    /** Which of the pack's actions a decision makes required. */
    private static final class Trigger implements AccessDecision.Cases<Requires> {

        @Override
        public Requires allowed(AccessDecision.Allowed allowed) {
            return Requires.NOTHING;
        }

        @Override
        public Requires provisional(AccessDecision.Provisional provisional) {
            return Requires.NOTHING;
        }

        @Override
        public Requires actionsOnly(AccessDecision.ActionsOnly actionsOnly) {
            return Requires.NO_SESSION;
        }

        @Override
        public Requires refused(AccessDecision.Refused refused) {
            return Requires.GATE;
        }

        @Override
        public Requires enrolmentRequired(AccessDecision.EnrolmentRequired enrolment) {
            return Requires.ENROLMENT;
        }

        @Override
        public Requires reauthenticationRequired(AccessDecision.ReauthenticationRequired reauthentication) {
            return Requires.GATE;
        }
    }

    /** What the gate shows; whatever it has nothing to say about goes on, and is triggered anew right behind it. */
    private record Answer(RequiredActionContext context, EnforcedDecision decision)
            implements AccessDecision.Cases<Runnable> {

        @Override
        public Runnable allowed(AccessDecision.Allowed allowed) {
            return context::success;
        }

        @Override
        public Runnable provisional(AccessDecision.Provisional provisional) {
            return context::success;
        }

        @Override
        public Runnable actionsOnly(AccessDecision.ActionsOnly actionsOnly) {
            return context::success;
        }

        @Override
        public Runnable enrolmentRequired(AccessDecision.EnrolmentRequired enrolment) {
            return context::success;
        }

        @Override
        public Runnable refused(AccessDecision.Refused refused) {
            return () -> refuse(context, decision, refused.reason());
        }

        @Override
        public Runnable reauthenticationRequired(AccessDecision.ReauthenticationRequired reauthentication) {
            return () -> {
                LoginInProgress login = login(context);
                new DecisionEvents(login.session()).refused(LoginContext.of(login), decision);
                context.challenge(Reauthentication.restart(login));
            };
        }
    }
}
