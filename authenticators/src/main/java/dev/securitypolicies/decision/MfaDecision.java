package dev.securitypolicies.decision;

/** What R8 says of one user and one step. */
public sealed interface MfaDecision {

    /** The answer of whoever asks, case by case. */
    <T> T fold(Cases<T> cases);

    /**
     * One answer for each case.
     *
     * @param <T> what is answered
     */
    interface Cases<T> {

        /** No second factor is required of the user. */
        T notRequired();

        /** It is required, and shown. */
        T satisfied();

        /** It is required and was not shown, and at this address nobody is asked for it (R16). */
        T exempt();

        /** The user has none, and may put its set-up off until the deadline, in seconds since the epoch. */
        T deferred(MfaRequirement requirement, long deadline);

        /** The user has none, and must set one up. */
        T notEnrolled(MfaRequirement requirement);

        /** The user has one, and has not shown it. */
        T notPerformed(MfaRequirement requirement);
    }

    /** No second factor is required of the user. */
    record NotRequired() implements MfaDecision {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.notRequired();
        }
    }

    /** It is required, and shown. */
    record Satisfied() implements MfaDecision {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.satisfied();
        }
    }

    /** It is required and was not shown, and at this address nobody is asked for it (R16). */
    record Exempt() implements MfaDecision {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.exempt();
        }
    }

    /**
     * The user has none, and may put its set-up off.
     *
     * @param requirement why it is required
     * @param deadline until when, in seconds since the epoch
     */
    record Deferred(MfaRequirement requirement, long deadline) implements MfaDecision {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.deferred(requirement, deadline);
        }
    }

    /**
     * The user has none, and must set one up.
     *
     * @param requirement why it is required
     */
    record NotEnrolled(MfaRequirement requirement) implements MfaDecision {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.notEnrolled(requirement);
        }
    }

    /**
     * The user has one, and has not shown it.
     *
     * @param requirement why it is required
     */
    record NotPerformed(MfaRequirement requirement) implements MfaDecision {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.notPerformed(requirement);
        }
    }
}
