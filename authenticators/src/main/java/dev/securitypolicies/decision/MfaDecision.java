package dev.securitypolicies.decision;

/** What becomes of R8 for one user and one request. */
public sealed interface MfaDecision {

    /** No second factor is demanded of the user. */
    record NotDemanded() implements MfaDecision {}

    /**
     * It is demanded, and there.
     *
     * @param demand why it is demanded
     */
    record Met(MfaRequirement demand) implements MfaDecision {}

    /**
     * The user has none, and may put its set-up off.
     *
     * @param demand why it is demanded
     * @param deadline until when, in seconds since the epoch
     */
    record Deferred(MfaRequirement demand, long deadline) implements MfaDecision {}

    /**
     * It is demanded, and is not there.
     *
     * @param demand why it is demanded
     * @param reason what is missing: enrolment or performance
     */
    record Missing(MfaRequirement demand, Reason reason) implements MfaDecision {}
}
