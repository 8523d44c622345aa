package dev.securitypolicies.decision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** R17: an organization is withheld outside its list, as a role is; whoever it manages, or asks for it, does not get in there. */
final class OrganizationRule {

    private OrganizationRule() {}

    /** The organizations that the address takes away. */
    static List<Membership> withheld(List<Membership> memberships, PolicyAddress address) {
        List<Membership> withheld = List.of();
        for (Membership membership : memberships) {
            if (!membership.isKept(address)) {
                withheld = withheld.isEmpty() ? new ArrayList<>() : withheld;
                withheld.add(membership);
            }
        }
        return withheld;
    }

    /** Why a user whom a withheld organization manages may not come at all. */
    static Optional<Reason> refusal(List<Membership> withheld, PolicyAddress address) {
        return !withheld.isEmpty() && withheld.stream().anyMatch(Membership::managed)
                ? Optional.of(reason(address))
                : Optional.empty();
    }

    /** Why a login that asks for a withheld organization is refused. */
    static Optional<Reason> refusal(List<Membership> withheld, Collection<String> asked, PolicyAddress address) {
        return !withheld.isEmpty() && withheld.stream().map(Membership::id).anyMatch(asked::contains)
                ? Optional.of(reason(address))
                : Optional.empty();
    }

    private static Reason reason(PolicyAddress address) {
        return address.isUnknown() ? Reason.ADDRESS_UNKNOWN : Reason.ORGANIZATION;
    }
}
