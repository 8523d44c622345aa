package dev.securitypolicies.keycloak.login;

import dev.securitypolicies.decision.MfaDemand;
import dev.securitypolicies.decision.Reason;
import dev.securitypolicies.decision.Ruling;
import java.util.OptionalLong;

/** What becomes of a login at the gate. */
sealed interface LoginOutcome {

    /** It may go on. */
    record Pass() implements LoginOutcome {}

    /**
     * It is over.
     *
     * @param ruling what the policy says
     * @param reason why
     */
    record Refuse(Ruling ruling, Reason reason) implements LoginOutcome {}

    /**
     * The user must set a factor up first.
     *
     * @param ruling what the policy says of the address
     * @param demand why a factor is demanded
     * @param deadline until when it may be put off, in seconds since the epoch; empty if it may not
     * @param allowedHere whether it may be set up from this address; only false where it may be put off
     */
    record Enrol(Ruling ruling, MfaDemand demand, OptionalLong deadline, boolean allowedHere) implements LoginOutcome {}

    /**
     * The user must log in again, and perform the factor this time.
     *
     * @param ruling what the policy says of the address
     */
    record LogInAgain(Ruling ruling) implements LoginOutcome {}
}
