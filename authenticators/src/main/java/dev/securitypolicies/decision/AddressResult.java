package dev.securitypolicies.decision;

import java.util.Optional;

/**
 * What R1 to R5 and R17 say of a user at an address.
 *
 * @param refusal why the user may not come; empty if they may
 * @param holdings what becomes of each role and organization
 */
public record AddressResult(Optional<Reason> refusal, Holdings holdings) {

    /** What is said of somebody who does not exist any more. */
    public static final AddressResult NOBODY = new AddressResult(Optional.of(Reason.ALL_ROLES_WITHHELD), Holdings.NONE);

    /** What becomes of each role. */
    public RoleDecisions roles() {
        return holdings.roles();
    }
}
