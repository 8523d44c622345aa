package dev.securitypolicies.decision;

import dev.securitypolicies.ip.ClientAddress;
import dev.securitypolicies.policy.SecurityPolicy;
import dev.securitypolicies.policy.Subscriber;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** R1 to R5, R11 and R17: decides whether a user may come from an address and which roles they keep there. */
public final class AddressRule {

    private AddressRule() {}

    /** What the policy says, regardless of its mode. Of several addresses each must allow the user, and keep a role. */
    public static AddressResult decide(SecurityPolicy policy, Subject subject, PolicyAddress address) {
        RoleLists lists = subject.roles().listsOf(policy.ip());
        boolean whole = subject.organizations().isEmpty()
                && lists.allContain(address)
                && UserRule.refusal(policy, subject, address).isEmpty();
        return whole ? lists.everything() : inParts(policy, subject, address);
    }

    /** Where something is taken away, or might be. */
    private static AddressResult inParts(SecurityPolicy policy, Subject subject, PolicyAddress address) {
        RoleDecisions roles = roles(policy, subject.roles(), address);
        List<Membership> withheld = OrganizationRule.withheld(subject.organizations(), address);
        Optional<Reason> refusal = roleRefusal(policy, subject, roles, address)
                .or(() -> UserRule.refusal(policy, subject, address))
                .or(() -> OrganizationRule.refusal(withheld, address));
        return new AddressResult(refusal, new Holdings(roles, withheld));
    }

    /** Whether a role that a mapper adds to a token, without the user holding it, may be used from the address. */
    public static boolean keepsGrantedRole(SecurityPolicy policy, Role role, PolicyAddress address) {
        return roles(policy, new RoleGraph(Set.of(role), Map.of()), address)
                .get(0)
                .kept();
    }

    private static RoleDecisions roles(SecurityPolicy policy, RoleGraph graph, PolicyAddress address) {
        List<ClientAddress> addresses = address.addresses();
        RoleLists lists = graph.listsOf(policy.ip());
        if (addresses.size() == 1) {
            return lists.decide(addresses.get(0));
        }
        List<RoleDecisions> each = new ArrayList<>(addresses.size());
        addresses.forEach(one -> each.add(lists.decide(one)));
        return RoleDecisions.all(each);
    }

    /** R3: losing every role is losing access; a user who holds none is judged by the subscriber's list (R1). */
    private static Optional<Reason> roleRefusal(
            SecurityPolicy policy, Subject subject, RoleDecisions roles, PolicyAddress address) {
        boolean counting = subject.roles().anyCounts();
        boolean allowed = counting ? roles.keepsOneThatCounts() : isKeptBy(policy.subscriber(), address);
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

    private static boolean isKeptBy(Subscriber realm, PolicyAddress address) {
        return realm.addresses().map(address::isIn).orElse(true);
    }
}
