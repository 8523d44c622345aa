package dev.securitypolicies.decision;

/** What becomes of R8 for one user and one request. */
public sealed interface MfaVerdict {

    /** No second factor is demanded of the user. */
    record NotDemanded() implements MfaVerdict {}

    /**
     * It is demanded, and there.
     *
     * @param demand why it is demanded
     */
    record Met(MfaDemand demand) implements MfaVerdict {}

    /**
     * The user has none, and may put its set-up off.
     *
     * @param demand why it is demanded
     * @param deadline until when, in seconds since the epoch
     */
    record Deferred(MfaDemand demand, long deadline) implements MfaVerdict {}

    /**
     * It is demanded, and is not there.
     *
     * @param demand why it is demanded
     * @param reason what is missing: enrolment or performance
     */
    record Missing(MfaDemand demand, Reason reason) implements MfaVerdict {}
}
