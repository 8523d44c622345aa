package dev.securitypolicies.decision;

import dev.securitypolicies.policy.MfaPolicy;

/** R8: from where a user without a factor may set one up, so that a stolen password is not enough to do it. */
public final class EnrolmentRule {

    private EnrolmentRule() {}

    /** Whether a factor may be set up from the address; an unknown address is in no list (R11). */
    public static boolean allows(MfaPolicy policy, PolicyAddress address) {
        return policy.enrolFrom().isEmpty()
                || address.isIn(policy.enrolFrom().get().addresses());
    }
}
