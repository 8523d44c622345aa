package dev.securitypolicies.decision;

import dev.securitypolicies.decision.RoleVerdict.DecidedBy;
import dev.securitypolicies.policy.Allowlist;
import dev.securitypolicies.policy.IpPolicy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * R2: which roles an address leaves to a user. A role is kept if and only if a path from a directly granted role leads down
 * to it on which every own allowlist contains the address and, if no role on the path has one, the subscriber's does.
 *
 * <p>A role is reached at most twice: once on paths that have met an own list, once on paths that have not. Only the second
 * kind still needs the subscriber's list.
 */
final class RoleFilter {

    private static final DecidedBy SUBSCRIBER = new DecidedBy.SubscriberList();
    private static final DecidedBy NO_LIST = new DecidedBy.NoList();

    private final IpPolicy policy;
    private final PolicyAddress address;
    private final boolean subscriberContains;
    private final Map<Role, Boolean> ownListContains = new HashMap<>();

    RoleFilter(IpPolicy policy, PolicyAddress address) {
        this.policy = policy;
        this.address = address;
        this.subscriberContains =
                policy.subscriber().map(list -> address.isIn(list.addresses())).orElse(true);
    }

    boolean subscriberContains() {
        return subscriberContains;
    }

    /** A verdict for every role of the graph. */
    List<RoleVerdict> judge(RoleGraph graph) {
        Map<Role, DecidedBy> kept = kept(graph);
        Map<Role, DecidedBy> blockedBy = new LinkedHashMap<>();
        Deque<Role> open = new ArrayDeque<>();
        graph.granted().forEach(role -> meet(role, SUBSCRIBER, kept, blockedBy, open));
        while (!open.isEmpty()) {
            Role role = open.pop();
            DecidedBy blocker = blockedBy.getOrDefault(role, SUBSCRIBER);
            graph.partsOf(role).forEach(part -> meet(part, blocker, kept, blockedBy, open));
        }
        List<RoleVerdict> verdicts = new ArrayList<>();
        blockedBy.forEach((role, blocker) -> verdicts.add(
                kept.containsKey(role)
                        ? new RoleVerdict(role, true, kept.getOrDefault(role, NO_LIST))
                        : new RoleVerdict(role, false, blocker)));
        return verdicts;
    }

    /** Walks to every role that is held at all, and remembers for those not kept which list took them away. */
    private void meet(
            Role role, DecidedBy above, Map<Role, DecidedBy> kept, Map<Role, DecidedBy> blockedBy, Deque<Role> open) {
        if (blockedBy.containsKey(role)) {
            return;
        }
        boolean ownListBlocks = Boolean.FALSE.equals(ownList(role).orElse(true));
        DecidedBy blocker = kept.containsKey(role) ? SUBSCRIBER : above;
        blockedBy.put(role, ownListBlocks ? new DecidedBy.RoleList(role.key()) : blocker);
        open.push(role);
    }

    /** The kept roles, each with the list that a path to it was kept by. */
    private Map<Role, DecidedBy> kept(RoleGraph graph) {
        Map<Role, DecidedBy> byOwnList = new LinkedHashMap<>();
        Map<Role, DecidedBy> withoutList = new LinkedHashMap<>();
        Deque<Step> open = new ArrayDeque<>();
        DecidedBy start = policy.subscriber().isPresent() ? SUBSCRIBER : NO_LIST;
        graph.granted().forEach(role -> open.push(new Step(role, start)));
        while (!open.isEmpty()) {
            Step step = open.pop();
            Optional<Boolean> own = ownList(step.role());
            if (own.isPresent() && !own.get()) {
                continue;
            }
            DecidedBy list =
                    own.isPresent() ? new DecidedBy.RoleList(step.role().key()) : step.list();
            Map<Role, DecidedBy> reached = list instanceof DecidedBy.RoleList ? byOwnList : withoutList;
            if (reached.putIfAbsent(step.role(), list) == null) {
                graph.partsOf(step.role()).forEach(part -> open.push(new Step(part, list)));
            }
        }
        if (subscriberContains) {
            withoutList.forEach(byOwnList::putIfAbsent);
        }
        return byOwnList;
    }

    /** Whether the role's own allowlist contains the address; empty if it has none. */
    private Optional<Boolean> ownList(Role role) {
        Optional<Allowlist> list = policy.roles().of(role.key());
        return list.map(own -> ownListContains.computeIfAbsent(role, key -> address.isIn(own.addresses())));
    }

    private record Step(Role role, DecidedBy list) {}
}
