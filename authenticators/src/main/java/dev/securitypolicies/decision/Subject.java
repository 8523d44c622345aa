package dev.securitypolicies.decision;

import java.util.Set;

/**
 * The user that a decision is about.
 *
 * @param roles the user's roles
 * @param ipGroups the names of the IP groups the user carries, own or inherited (R4); none: no restriction of the user
 * @param interfaceUser whether this is a service account or a user of type `interface` (R5)
 * @param allowPassword whether the user may use local credentials under forced SSO (R6)
 */
public record Subject(RoleGraph roles, Set<String> ipGroups, boolean interfaceUser, boolean allowPassword) {

    /** Keeps a copy of the names. */
    public Subject {
        ipGroups = Set.copyOf(ipGroups);
    }
}
