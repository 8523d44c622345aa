package dev.securitypolicies.decision;

import dev.securitypolicies.decision.AccessDecision.Allowed;
import dev.securitypolicies.decision.AccessDecision.Refused;
import dev.securitypolicies.policy.SecurityPolicy;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** R1 to R5 and R11: decides whether a user may come from an address and which roles they keep there. */
public final class AddressRule {

    private AddressRule() {}

    /** The decision, regardless of the policy's mode. */
    public static AccessDecision decide(SecurityPolicy policy, Subject subject, PolicyAddress address) {
        RoleRule filter = new RoleRule(policy.ip(), address);
        RoleDecisions roles = filter.judge(subject.roles());
        Optional<Reason> refusal = roleRefusal(policy, subject, filter, roles, address)
                .or(() -> UserRule.refusal(policy, subject, address));
        return refusal.<AccessDecision>map(reason -> new Refused(reason, roles)).orElseGet(() -> new Allowed(roles));
    }

    /** Whether a role that a mapper adds to a token, without the user holding it, may be used from the address. */
    public static boolean keepsGrantedRole(SecurityPolicy policy, Role role, PolicyAddress address) {
        RoleGraph alone = new RoleGraph(Set.of(role), Map.of());
        return new RoleRule(policy.ip(), address).judge(alone).get(0).kept();
    }

    /** R3: losing every role is losing access; who holds none is judged by the subscriber's list (R1). */
    private static Optional<Reason> roleRefusal(
            SecurityPolicy policy, Subject subject, RoleRule filter, RoleDecisions roles, PolicyAddress address) {
        boolean counting = subject.roles().anyCounts();
        boolean allowed = counting ? roles.keepsOneThatCounts() : filter.subscriberContains();
        if (allowed) {
            return Optional.empty();
        }
        if (counting && policy.ip().roles().unreadable().isPresent()) {
            return Optional.of(Reason.ROLES_UNREADABLE);
        }
        if (address.isUnknown()) {
            return Optional.of(Reason.ADDRESS_UNKNOWN);
        }
        return Optional.of(counting ? Reason.ALL_ROLES_WITHHELD : Reason.SUBSCRIBER);
    }
}
