package dev.securitypolicies.keycloak.step;

import dev.securitypolicies.decision.Enforcement;
import dev.securitypolicies.decision.ExemptionRule;
import dev.securitypolicies.decision.MfaDecision;
import dev.securitypolicies.decision.MfaEvidence;
import dev.securitypolicies.decision.MfaRequirement;
import dev.securitypolicies.decision.MfaRule;
import dev.securitypolicies.decision.PolicyAddress;
import dev.securitypolicies.decision.SecondFactor;
import dev.securitypolicies.keycloak.flow.PackSteps;
import dev.securitypolicies.keycloak.mfa.LoginEvidence;
import dev.securitypolicies.keycloak.mfa.PendingActions;
import dev.securitypolicies.keycloak.mfa.SecondFactors;
import dev.securitypolicies.keycloak.spi.SecurityPolicyProvider;
import dev.securitypolicies.policy.MfaPolicy;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.common.util.Time;

/**
 * True where the policy requires a second factor of the user that they have not shown yet (R8, R16). Where it also asks others, it is
 * false for nobody but whoever is exempt, so that it weakens no flow that asks users for the factor they have.
 */
final class FactorCondition extends Condition {

    @Override
    public boolean matchCondition(AuthenticationFlowContext context) {
        SecurityPolicyProvider policies = SecurityPolicyProvider.of(context.getSession());
        boolean askOthers = Boolean.parseBoolean(settings(context).get(PackSteps.ASK_OTHERS));
        if (context.getUser() == null) {
            return false; // there is nobody to ask yet
        }
        if (policies.enforcement(context.getRealm()) != Enforcement.ENFORCE) {
            return askOthers;
        }
        MfaPolicy policy = policies.policy(context.getRealm()).policy().mfa();
        SecondFactor factor =
                new SecondFactors(context.getSession(), context.getRealm(), policy).of(context.getUser(), false);
        boolean exempt = !new PendingActions(context.getAuthenticationSession()).changeFactors()
                && ExemptionRule.applies(policy, factor, PolicyAddress.of(policies.clientAddress()));
        MfaEvidence shown = new LoginEvidence(context.getAuthenticationSession()).mfa();
        return askOthers
                ? !exempt
                : MfaRule.decide(policy, factor, shown, exempt, Time.currentTimeMillis() / 1_000)
                        .fold(new Asks());
    }

    @Override
    public boolean requiresUser() {
        return true;
    }

    /** Whether a login has to ask. */
    private static final class Asks implements MfaDecision.Cases<Boolean> {

        @Override
        public Boolean notRequired() {
            return false;
        }

        @Override
        public Boolean satisfied() {
            return false;
        }

        @Override
        public Boolean exempt() {
            return false;
        }

        /** There is nothing to ask for, and the gate reminds. */
        @Override
        public Boolean deferred(MfaRequirement requirement, long deadline) {
            return false;
        }

        /** The gate leads to the set-up, whichever factors the flow knows. */
        @Override
        public Boolean notEnrolled(MfaRequirement requirement) {
            return false;
        }

        @Override
        public Boolean notPerformed(MfaRequirement requirement) {
            return true;
        }
    }
}
