package dev.securitypolicies.decision;

import java.util.List;

/** Whether a user may come from an address, and which roles the address leaves them. */
public sealed interface Decision {

    /** What becomes of each role the user holds, in no particular order. */
    List<RoleVerdict> roles();

    /**
     * The user may come, with the kept roles.
     *
     * @param roles what becomes of each role
     */
    record Allowed(List<RoleVerdict> roles) implements Decision {}

    /**
     * The user may not come.
     *
     * @param reason why
     * @param roles what would become of each role
     */
    record Refused(Reason reason, List<RoleVerdict> roles) implements Decision {}

    /** The roles that the address takes away. */
    default List<Role> withheld() {
        return roles().stream()
                .filter(verdict -> !verdict.kept())
                .map(RoleVerdict::role)
                .toList();
    }
}
