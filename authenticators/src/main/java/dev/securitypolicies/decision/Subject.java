package dev.securitypolicies.decision;

import dev.securitypolicies.ip.AddressSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The user that a decision is about.
 *
 * @param roles the user's roles
 * @param ipGroups the names of the IP groups the user carries, own or inherited (R4); none: no restriction of the user
 * @param interfaceUser whether this is a service account or a user of type `interface` (R5)
 * @param allowPassword whether the user may use local credentials under forced SSO (R6)
 * @param ofClient the allowlist of the client whose service account this is; empty: from anywhere
 * @param organizations the organizations the user belongs to that ask something of their members (R17)
 */
public record Subject(
        RoleGraph roles,
        Set<String> ipGroups,
        boolean interfaceUser,
        boolean allowPassword,
        Optional<AddressSet> ofClient,
        List<Membership> organizations) {

    /** Keeps copies. */
    public Subject {
        ipGroups = Set.copyOf(ipGroups);
        organizations = List.copyOf(organizations);
    }

    /** The same user with other roles. */
    public Subject with(RoleGraph others) {
        return new Subject(others, ipGroups, interfaceUser, allowPassword, ofClient, organizations);
    }
}
