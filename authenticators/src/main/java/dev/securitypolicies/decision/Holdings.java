package dev.securitypolicies.decision;

import java.util.List;

/**
 * What an address leaves to a user, and what it takes away.
 *
 * @param roles what becomes of each role (R2)
 * @param withheldOrganizations the organizations that are taken away (R17)
 */
public record Holdings(RoleDecisions roles, List<Membership> withheldOrganizations) {

    /** Of somebody who holds nothing. */
    public static final Holdings NONE = new Holdings(RoleDecisions.none(), List.of());

    /** Keeps a copy. */
    public Holdings {
        withheldOrganizations = List.copyOf(withheldOrganizations);
    }
}
