package dev.securitypolicies.decision;

import dev.securitypolicies.policy.MfaPolicy;

/** R16: where a user who has a factor is not asked for it. The exemption is of the address, and never of a session. */
public final class ExemptionRule {

    private ExemptionRule() {}

    /**
     * Whether the user is not asked at this address for what the policy requires. Without a factor nobody is exempt, else whoever has the
     * password could set one up from elsewhere; administrators never are. Of whom the policy requires nothing, their flow goes on asking: no
     * session of theirs would be asked elsewhere. An unknown address is in no list (R11).
     */
    public static boolean applies(MfaPolicy policy, SecondFactor factor, PolicyAddress address) {
        return factor.requirement().isPresent()
                && factor.enrolled()
                && !factor.administers()
                && policy.exemptFrom().isPresent()
                && address.isIn(policy.exemptFrom().get().addresses());
    }
}
