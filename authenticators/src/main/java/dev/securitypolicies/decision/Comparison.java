package dev.securitypolicies.decision;

import dev.securitypolicies.policy.SecurityPolicy;
import dev.securitypolicies.policy.SecurityPolicy.Mode;

/**
 * Two policies as they are compared. What only reports restricts nobody, so that going live shuts out all that it would refuse, and going back to
 * reports opens everything; two that only report are compared by what they would do.
 *
 * @param before what is in force, or was
 * @param after what would be, or came
 * @param enforcedBefore whether the first one restricts anybody
 * @param enforcedAfter whether the second one does
 */
public record Comparison(SecurityPolicy before, SecurityPolicy after, boolean enforcedBefore, boolean enforcedAfter) {

    /** Of two policies as they are written. */
    public static Comparison of(SecurityPolicy before, SecurityPolicy after) {
        boolean bothReport = before.mode() == Mode.REPORT_ONLY && after.mode() == Mode.REPORT_ONLY;
        boolean enforcedBefore = bothReport || before.mode() != Mode.REPORT_ONLY;
        boolean enforcedAfter = bothReport || after.mode() != Mode.REPORT_ONLY;
        return new Comparison(before, after, enforcedBefore, enforcedAfter);
    }

    /** What restricts of the first one: nothing, if it only reports. */
    SecurityPolicy restrictingBefore() {
        return enforcedBefore ? before : SecurityPolicy.NONE;
    }

    /** What restricts of the second one. */
    SecurityPolicy restrictingAfter() {
        return enforcedAfter ? after : SecurityPolicy.NONE;
    }
}
