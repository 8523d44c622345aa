package dev.securitypolicies.decision;

/**
 * What becomes of one role the user holds.
 *
 * @param role the role
 * @param kept whether the address leaves it to the user
 * @param decidedBy which list decided
 */
public record RoleDecision(Role role, boolean kept, DecidedBy decidedBy) {

    /** The list that decided about a role. */
    public sealed interface DecidedBy {

        /**
         * The own allowlist of this role or of a composite role that contains it.
         *
         * @param roleKey the key of the role whose list it is
         */
        record RoleList(String roleKey) implements DecidedBy {}

        /** The subscriber's allowlist. */
        record SubscriberList() implements DecidedBy {}

        /** No list applies: any address. */
        record NoList() implements DecidedBy {}
    }
}
