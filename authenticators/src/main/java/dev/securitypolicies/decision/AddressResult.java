package dev.securitypolicies.decision;

import java.util.Optional;

/**
 * What R1 to R5 and R17 say of a user at an address.
 *
 * @param refusal why the user may not come; empty if they may
 * @param ifAllowed what the decision is if nothing else forbids the request, with what becomes of each role and organization
 */
public record AddressResult(Optional<Reason> refusal, AccessDecision.Allowed ifAllowed) {

    /** What is said of somebody who does not exist any more. */
    public static final AddressResult NOBODY = new AddressResult(Optional.of(Reason.ALL_ROLES_WITHHELD), Holdings.NONE);

    /** The same by what becomes of each role and organization. */
    public AddressResult(Optional<Reason> refusal, Holdings holdings) {
        this(refusal, new AccessDecision.Allowed(holdings));
    }

    /** What becomes of each role and organization. */
    public Holdings holdings() {
        return ifAllowed.holdings();
    }

    /** What becomes of each role. */
    public RoleDecisions roles() {
        return holdings().roles();
    }
}
