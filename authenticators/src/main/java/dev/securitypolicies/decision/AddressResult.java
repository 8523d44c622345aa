package dev.securitypolicies.decision;

import java.util.Optional;

/**
 * What R1 to R5 say of a user at an address.
 *
 * @param refusal why the user may not come; empty if they may
 * @param roles what becomes of each role
 */
public record AddressResult(Optional<Reason> refusal, RoleDecisions roles) {}
