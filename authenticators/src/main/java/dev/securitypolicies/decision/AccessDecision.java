package dev.securitypolicies.decision;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What becomes of a request. Whoever acts on a decision folds it: a new case does not compile until every door has an answer,
 * and no door has an answer for "anything else".
 */
public sealed interface AccessDecision {

    /** What becomes of each role and organization of the user. */
    Holdings holdings();

    /** The answer of a door, case by case. */
    <T> T fold(Cases<T> cases);

    /**
     * One answer for each case.
     *
     * @param <T> what the door answers with
     */
    interface Cases<T> {

        /** The request may go on. */
        T allowed(Allowed allowed);

        /** It may go on without the factor that is required, because of where it comes from. */
        T exempted(Exempted exempted);

        /** It may go on, although a factor is required that is not set up yet. */
        T provisional(Provisional provisional);

        /** What is pending may be done, and no session comes of it. */
        T actionsOnly(ActionsOnly actionsOnly);

        /** It is over. */
        T refused(Refused refused);

        /** A factor must be set up first. */
        T enrolmentRequired(EnrolmentRequired enrolment);

        /** The user must log in again, with the factor this time. */
        T reauthenticationRequired(ReauthenticationRequired reauthentication);
    }

    /**
     * The request may go on, with the kept roles.
     *
     * @param holdings what becomes of each role and organization
     */
    record Allowed(Holdings holdings) implements AccessDecision {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.allowed(this);
        }
    }

    /**
     * It may go on, with the kept roles, without the factor that is required, since it comes from a trusted network (R16). What comes
     * of it must be asked for the factor elsewhere.
     *
     * @param holdings what becomes of each role and organization
     */
    record Exempted(Holdings holdings) implements AccessDecision {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.exempted(this);
        }
    }

    /**
     * It may go on for now: the user has put the set-up of a required factor off (R8, `mfa.graceDays`). What comes of it must
     * not outlive the set-up.
     *
     * @param holdings what becomes of each role and organization
     * @param requirement why a factor is required
     * @param deadline until when, in seconds since the epoch
     */
    record Provisional(Holdings holdings, MfaRequirement requirement, long deadline) implements AccessDecision {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.provisional(this);
        }
    }

    /**
     * What is pending may be done (a new password, a verified e-mail), and no session comes of it: what the user has shown so
     * far, such as a link in an e-mail, is not enough for one.
     *
     * @param holdings what becomes of each role and organization
     */
    record ActionsOnly(Holdings holdings) implements AccessDecision {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.actionsOnly(this);
        }
    }

    /**
     * The request is refused.
     *
     * @param holdings what would become of each role and organization
     * @param reason why
     */
    record Refused(Holdings holdings, Reason reason) implements AccessDecision {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.refused(this);
        }
    }

    /**
     * The user must set a factor up before anything else.
     *
     * @param holdings what becomes of each role and organization
     * @param requirement why a factor is required
     * @param deadline until when it may be put off, in seconds since the epoch; empty if it may not
     * @param allowedHere whether it may be set up from this address; only false where it may be put off
     * @param kinds the kinds of factors that this login asks for without a condition, and that may therefore be offered
     */
    record EnrolmentRequired(
            Holdings holdings,
            MfaRequirement requirement,
            OptionalLong deadline,
            boolean allowedHere,
            Set<FactorKind> kinds)
            implements AccessDecision {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.enrolmentRequired(this);
        }
    }

    /**
     * The user must log in again: the session at hand was begun without the factor.
     *
     * @param holdings what becomes of each role and organization
     * @param reason why
     */
    record ReauthenticationRequired(Holdings holdings, Reason reason) implements AccessDecision {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.reauthenticationRequired(this);
        }
    }

    /** What becomes of each role the user holds, in no particular order. */
    default RoleDecisions roleDecisions() {
        return holdings().roles();
    }

    /** The roles that the address takes away. */
    default List<Role> withheld() {
        return roleDecisions().withheld();
    }

    /** The organizations that the address takes away (R17). */
    default List<Membership> withheldOrganizations() {
        return holdings().withheldOrganizations();
    }

    /** Why a door that cannot show a page refuses; empty if the request may go on there. */
    default Optional<Reason> refusal() {
        return fold(new PagelessRefusal());
    }
}
