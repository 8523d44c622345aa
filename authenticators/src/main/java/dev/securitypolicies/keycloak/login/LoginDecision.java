package dev.securitypolicies.keycloak.login;

import dev.securitypolicies.decision.EnforcedDecision;
import dev.securitypolicies.decision.MfaRequirement;
import dev.securitypolicies.decision.Reason;
import java.util.OptionalLong;

/** What becomes of a login at the gate. */
sealed interface LoginDecision {

    /** It may go on. */
    record Pass() implements LoginDecision {}

    /**
     * It is over.
     *
     * @param ruling what the policy says
     * @param reason why
     */
    record Refuse(EnforcedDecision ruling, Reason reason) implements LoginDecision {}

    /**
     * The user must set a factor up first.
     *
     * @param ruling what the policy says of the address
     * @param demand why a factor is demanded
     * @param deadline until when it may be put off, in seconds since the epoch; empty if it may not
     * @param allowedHere whether it may be set up from this address; only false where it may be put off
     */
    record Enrol(EnforcedDecision ruling, MfaRequirement demand, OptionalLong deadline, boolean allowedHere)
            implements LoginDecision {}

    /**
     * The user must log in again, and perform the factor this time.
     *
     * @param ruling what the policy says of the address
     */
    record LogInAgain(EnforcedDecision ruling) implements LoginDecision {}
}
