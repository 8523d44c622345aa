package dev.securitypolicies.decision;

import java.util.Optional;

/**
 * What R1 to R5 say of a user at an address.
 *
 * @param refusal why the user may not come; empty if they may
 * @param roles what becomes of each role
 */
public record AddressResult(Optional<Reason> refusal, RoleDecisions roles) {

    /** What is said of somebody who does not exist any more. */
    public static final AddressResult NOBODY =
            new AddressResult(Optional.of(Reason.ALL_ROLES_WITHHELD), RoleDecisions.none());
}
