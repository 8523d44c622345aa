package dev.securitypolicies.keycloak.insight;

import dev.securitypolicies.decision.AddressResult;
import dev.securitypolicies.decision.Reason;
import dev.securitypolicies.decision.RoleDecision;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
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

    /** Of what two policies say; the result of one that restricts nobody is empty. */
    static Compared of(Optional<AddressResult> before, Optional<AddressResult> after) {
        Optional<Reason> refusedBefore = before.flatMap(AddressResult::refusal);
        Optional<Reason> refusedAfter = after.flatMap(AddressResult::refusal);
        if (refusedAfter.isPresent()) {
            return refusedBefore.isPresent() ? SAME : new Compared(refusedAfter, false, Set.of(), Set.of());
        }
        if (refusedBefore.isPresent()) {
            return new Compared(Optional.empty(), true, Set.of(), Set.of());
        }
        Set<String> all = before.or(() -> after).map(Compared::held).orElse(Set.of());
        Set<String> was = before.map(Compared::kept).orElse(all);
        Set<String> is = after.map(Compared::kept).orElse(all);
        return was.equals(is) ? SAME : new Compared(Optional.empty(), false, difference(was, is), difference(is, was));
    }

    /** The same where the second policy refuses for another reason what it would not refuse for the address. */
    Compared orRefused(Reason reason) {
        return refused.isPresent() ? this : new Compared(Optional.of(reason), false, Set.of(), Set.of());
    }

    private static Set<String> held(AddressResult result) {
        return keys(result, decision -> true);
    }

    private static Set<String> kept(AddressResult result) {
        return keys(result, RoleDecision::kept);
    }

    private static Set<String> keys(AddressResult result, Predicate<RoleDecision> which) {
        return result.roles().stream()
                .filter(decision -> which.test(decision) && !decision.role().builtIn())
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
