package dev.securitypolicies.decision;

import java.util.Optional;

/**
 * How a user stands to R8 and R16.
 *
 * @param requirement why a factor is required of them; empty if it is not
 * @param enrolled whether they have one; false where nobody asks
 * @param requiredSince when the rule first applied to them, in seconds since the epoch; 0 where nobody asks
 * @param administers whether they hold an admin role, and are asked everywhere; true where nobody asks
 */
public record SecondFactor(
        Optional<MfaRequirement> requirement, boolean enrolled, long requiredSince, boolean administers) {

    /** Nothing is required, and nobody asks. */
    public static final SecondFactor NOT_REQUIRED = new SecondFactor(Optional.empty(), false, 0, true);
}
