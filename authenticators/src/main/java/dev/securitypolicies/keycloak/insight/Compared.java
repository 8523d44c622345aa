package dev.securitypolicies.keycloak.insight;

import dev.securitypolicies.decision.AddressResult;
import dev.securitypolicies.decision.Reason;
import dev.securitypolicies.decision.RoleDecision;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What two policies say of a user at an address.
 *
 * @param refused why the second one refuses what the first one allows; empty if it does not
 * @param letIn whether the second one allows what the first one refuses
 * @param lost the keys of the roles that the first one leaves and the second one takes away, where both let the user in
 * @param gained those that the second one leaves in addition
 */
record Compared(Optional<Reason> refused, boolean letIn, Set<String> lost, Set<String> gained) {

    /** Nothing changes. */
    static final Compared SAME = new Compared(Optional.empty(), false, Set.of(), Set.of());

    static Compared of(AddressResult before, AddressResult after) {
        boolean allowedBefore = before.refusal().isEmpty();
        if (allowedBefore && after.refusal().isPresent()) {
            return new Compared(after.refusal(), false, Set.of(), Set.of());
        }
        if (after.refusal().isPresent()) {
            return SAME;
        }
        if (!allowedBefore) {
            return new Compared(Optional.empty(), true, Set.of(), Set.of());
        }
        Set<String> was = kept(before);
        Set<String> is = kept(after);
        return was.equals(is) ? SAME : new Compared(Optional.empty(), false, difference(was, is), difference(is, was));
    }

    private static Set<String> kept(AddressResult result) {
        return result.roles().stream()
                .filter(decision -> decision.kept() && !decision.role().builtIn())
                .map(RoleDecision::role)
                .map(role -> role.key())
                .collect(Collectors.toSet());
    }

    private static Set<String> difference(Set<String> some, Set<String> others) {
        Set<String> left = new TreeSet<>(some);
        left.removeAll(others);
        return left;
    }
}
