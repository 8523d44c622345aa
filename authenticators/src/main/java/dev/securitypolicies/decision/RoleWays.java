package dev.securitypolicies.decision;

import dev.securitypolicies.ip.AddressSet;
import dev.securitypolicies.policy.Allowlist;
import dev.securitypolicies.policy.IpPolicy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The ways on which somebody may have come by a role (R2), and from where the role can be used on each, under two policies: directly, or through composite
 * roles, whose lists must all contain the address.
 */
final class RoleWays {

    private static final Set<Reach> ANYTHING =
            Set.of(new Reach(AddressSet.NONE, AddressSet.ALL), new Reach(AddressSet.ALL, AddressSet.NONE));

    /** Composite roles that contain each other in every which way could go on for ever: so many ranges in the lists of all steps are looked at. */
    private static final int MOST_RANGES = 5_000_000;

    private static final int MOST_STEPS = 50_000;

    private final IpPolicy before;
    private final IpPolicy after;
    private final Function<String, Set<String>> composites;
    private final Set<Step> met = new HashSet<>();
    private final Deque<Step> open = new ArrayDeque<>();
    private long ranges;
    private boolean cut;

    /** Under these policies, with what each role directly contains, by its key. */
    RoleWays(IpPolicy before, IpPolicy after, Function<String, Set<String>> composites) {
        this.before = before;
        this.after = after;
        this.composites = composites;
    }

    /**
     * From where a role can be used on one way.
     *
     * @param before under the first policy
     * @param after under the second
     */
    record Reach(AddressSet before, AddressSet after) {}

    /** What is allowed on at least one of the ways, and was not. */
    static AddressSet gained(Set<Reach> ways) {
        return ways.stream().map(way -> way.after.difference(way.before)).reduce(AddressSet.NONE, AddressSet::union);
    }

    /** What was allowed on at least one of the ways, and is not any more. */
    static AddressSet lost(Set<Reach> ways) {
        return ways.stream().map(way -> way.before.difference(way.after)).reduce(AddressSet.NONE, AddressSet::union);
    }

    /** A role on a way, with what the lists so far contain together; empty while there was none. */
    private record Step(String key, Optional<AddressSet> before, Optional<AddressSet> after) {}

    /** All that is different on the ways to each of these roles. With too many ways to follow, anything is taken for possible. */
    Map<String, Set<Reach>> to(Set<String> wanted) {
        Set<String> listed = new TreeSet<>(before.roles().byRole().keySet());
        listed.addAll(after.roles().byRole().keySet());
        listed.addAll(wanted);
        listed.forEach(key -> enter(key, Optional.empty(), Optional.empty()));
        Map<String, Set<Reach>> found = new HashMap<>();
        while (!open.isEmpty()) {
            if (met.size() > MOST_STEPS || ranges > MOST_RANGES) {
                cut = true;
                return wanted.stream().collect(Collectors.toMap(key -> key, key -> ANYTHING));
            }
            Step step = open.pop();
            if (wanted.contains(step.key)) {
                found.computeIfAbsent(step.key, fresh -> new HashSet<>())
                        .add(new Reach(resolved(before, step.before), resolved(after, step.after)));
            }
            for (String part : composites.apply(step.key)) {
                enter(part, step.before, step.after);
            }
        }
        return found;
    }

    /** Whether there were too many ways, so that anything was taken for possible. */
    boolean isCut() {
        return cut;
    }

    private void enter(String key, Optional<AddressSet> aboveBefore, Optional<AddressSet> aboveAfter) {
        Step step = new Step(key, narrowed(before, key, aboveBefore), narrowed(after, key, aboveAfter));
        ranges += ranges(step.before) + ranges(step.after);
        if (met.add(step)) {
            open.push(step);
        }
    }

    private static int ranges(Optional<AddressSet> lists) {
        return lists.map(AddressSet::countRanges).orElse(0);
    }

    private static Optional<AddressSet> narrowed(IpPolicy ip, String key, Optional<AddressSet> above) {
        Optional<AddressSet> own = ip.roles().of(key).map(Allowlist::addresses);
        return own.isEmpty()
                ? above
                : own.map(list -> above.map(list::intersection).orElse(list));
    }

    private static AddressSet resolved(IpPolicy ip, Optional<AddressSet> lists) {
        if (ip.roles().unreadable().isPresent()) {
            return AddressSet.NONE; // whatever else is written counts for nothing
        }
        return lists.or(() -> ip.subscriber().map(Allowlist::addresses)).orElse(AddressSet.ALL);
    }
}
