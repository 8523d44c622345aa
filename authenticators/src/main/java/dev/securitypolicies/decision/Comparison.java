package dev.securitypolicies.decision;

import dev.securitypolicies.policy.SecurityPolicy;
import dev.securitypolicies.policy.SecurityPolicy.Mode;

/**
 * Two policies as they are compared. What only reports restricts nothing, so that going live shuts out all that it would refuse, and going back to
 * reports opens everything; two that only report are compared by what they would do.
 *
 * @param before what is in force, or was
 * @param after what would be, or came
 */
public record Comparison(SecurityPolicy before, SecurityPolicy after) {

    /** Of two policies as they are written. */
    public static Comparison of(SecurityPolicy before, SecurityPolicy after) {
        boolean bothReport = before.mode() == Mode.REPORT_ONLY && after.mode() == Mode.REPORT_ONLY;
        return bothReport ? new Comparison(before, after) : new Comparison(inForce(before), inForce(after));
    }

    private static SecurityPolicy inForce(SecurityPolicy policy) {
        return policy.mode() == Mode.REPORT_ONLY ? SecurityPolicy.NONE : policy;
    }
}
