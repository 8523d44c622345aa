package dev.securitypolicies.decision;

import java.util.List;

/** Whether a user may come from an address, and which roles the address leaves them. */
public sealed interface AccessDecision {

    /** What becomes of each role the user holds, in no particular order. */
    List<RoleDecision> roles();

    /**
     * The user may come, with the kept roles.
     *
     * @param roles what becomes of each role
     */
    record Allowed(List<RoleDecision> roles) implements AccessDecision {}

    /**
     * The user may not come.
     *
     * @param reason why
     * @param roles what would become of each role
     */
    record Refused(Reason reason, List<RoleDecision> roles) implements AccessDecision {}

    /** The roles that the address takes away. */
    default List<Role> withheld() {
        return roles().stream()
                .filter(verdict -> !verdict.kept())
                .map(RoleDecision::role)
                .toList();
    }
}
