package dev.securitypolicies.decision;

import dev.securitypolicies.policy.SecurityPolicy;
import java.util.function.Supplier;

/**
 * Everything that a decision rests on.
 *
 * @param policy the policy of the user's realm
 * @param subject the user
 * @param factor how the user stands to R8; asked once, and only where the address and the step allow the request
 * @param address the policy address; of several, each counts
 * @param step what the user is doing
 * @param now in seconds since the epoch
 */
public record AccessRequest(
        SecurityPolicy policy,
        Subject subject,
        Supplier<SecondFactor> factor,
        PolicyAddress address,
        Step step,
        long now) {

    /** Sees to it that the factor is asked for once. */
    public AccessRequest {
        factor = new AskedOnce<>(factor);
    }
}
