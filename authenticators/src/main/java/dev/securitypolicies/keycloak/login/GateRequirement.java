package dev.securitypolicies.keycloak.login;

import dev.securitypolicies.decision.AccessDecision;
import dev.securitypolicies.decision.EnforcedDecision;
import dev.securitypolicies.keycloak.events.Door;
import dev.securitypolicies.keycloak.events.EnforcementPoint;
import dev.securitypolicies.keycloak.realm.RequiredActionRegistration;

/**
 * What a login must go through before it ends.
 *
 * @param gate whether the gate has something to say
 * @param enrolment whether a factor is to be set up
 * @param passed whether its session may be used
 */
record GateRequirement(boolean gate, boolean enrolment, boolean passed) {

    static final GateRequirement NOTHING = new GateRequirement(false, false, true);
    static final GateRequirement GATE = new GateRequirement(true, false, false);
    static final GateRequirement ENROLMENT = new GateRequirement(false, true, false);
    static final GateRequirement NO_SESSION = new GateRequirement(false, false, false);

    static GateRequirement of(EnforcedDecision decision) {
        return decision.isEnforced() ? decision.decision().fold(new Cases()) : NOTHING;
    }

    void applyTo(LoginInProgress login, LoginDecisions decisions, boolean exempted) {
        require(login, RequiredActionRegistration.GATE, gate);
        require(login, RequiredActionRegistration.ENROLMENT, enrolment);
        decisions.keepEvidence(passed, exempted);
        if (passed) {
            new EnforcementPoint(login.session()).allowed(login.context(Door.GATE));
        }
    }

    private static void require(LoginInProgress login, String action, boolean required) {
        if (required) {
            login.model().addRequiredAction(action);
        } else {
            login.model().removeRequiredAction(action);
        }
    }

    /** Which of the pack's actions a decision makes required. */
    private static final class Cases implements AccessDecision.Cases<GateRequirement> {

        @Override
        public GateRequirement allowed(AccessDecision.Allowed allowed) {
            return GateRequirement.NOTHING;
        }

        @Override
        public GateRequirement exempted(AccessDecision.Exempted exempted) {
            return GateRequirement.NOTHING;
        }

        @Override
        public GateRequirement provisional(AccessDecision.Provisional provisional) {
            return GateRequirement.NOTHING;
        }

        @Override
        public GateRequirement actionsOnly(AccessDecision.ActionsOnly actionsOnly) {
            return GateRequirement.NO_SESSION;
        }

        @Override
        public GateRequirement refused(AccessDecision.Refused refused) {
            return GateRequirement.GATE;
        }

        @Override
        public GateRequirement enrolmentRequired(AccessDecision.EnrolmentRequired enrolment) {
            return GateRequirement.ENROLMENT;
        }

        @Override
        public GateRequirement reauthenticationRequired(AccessDecision.ReauthenticationRequired reauthentication) {
            return GateRequirement.GATE;
        }
    }
}
