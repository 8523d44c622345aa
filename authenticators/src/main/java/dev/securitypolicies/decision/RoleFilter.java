package dev.securitypolicies.decision;

import dev.securitypolicies.decision.RoleVerdict.DecidedBy;
import dev.securitypolicies.policy.Allowlist;
import dev.securitypolicies.policy.IpPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    RoleFilter(IpPolicy policy, PolicyAddress address) {
        this.policy = policy;
        this.address = address;
        this.subscriberContains = policy.subscriber().isEmpty()
                || address.isIn(policy.subscriber().get().addresses());
    }

    boolean subscriberContains() {
        return subscriberContains;
    }

    /** A verdict for every role of the graph. */
    List<RoleVerdict> judge(RoleGraph graph) {
        return new Walk(graph).verdicts();
    }

    /** One walk over one graph. */
    private final class Walk {

        private final RoleGraph graph;
        private final @Nullable Boolean[] ownList;
        private final @Nullable DecidedBy[] keptByList;
        private final boolean[] reachedWithoutList;
        private boolean cut;

        Walk(RoleGraph graph) {
            this.graph = graph;
            int size = graph.size();
            this.ownList = new Boolean[size];
            this.keptByList = new DecidedBy[size];
            this.reachedWithoutList = new boolean[size];
            for (int role = 0; role < size; role++) {
                ownList[role] = ownList(graph.key(role));
            }
            for (int role : graph.grantedNumbers()) {
                reach(role, null);
            }
        }

        /** Whether the role's own allowlist contains the address; null if it has none. */
        private @Nullable Boolean ownList(String key) {
            Optional<Allowlist> list = policy.roles().of(key);
            return list.isPresent() ? address.isIn(list.get().addresses()) : null;
        }

        /** Follows a path down; `list` is the last own list on it, null while it has met none. */
        private void reach(int role, @Nullable DecidedBy list) {
            Boolean own = ownList[role];
            if (own != null && !own) {
                cut = true;
                return;
            }
            DecidedBy met = own == null ? list : new DecidedBy.RoleList(graph.key(role));
            boolean known = met == null ? reachedWithoutList[role] : keptByList[role] != null;
            if (known) {
                return;
            }
            if (met == null) {
                reachedWithoutList[role] = true;
            } else {
                keptByList[role] = met;
            }
            for (int part : graph.partsOf(role)) {
                reach(part, met);
            }
        }

        List<RoleVerdict> verdicts() {
            @Nullable DecidedBy[] blockers = cut ? blockers() : new DecidedBy[graph.size()];
            DecidedBy withoutList = policy.subscriber().isPresent() ? SUBSCRIBER : NO_LIST;
            List<RoleVerdict> verdicts = new ArrayList<>(graph.size());
            for (int role = 0; role < graph.size(); role++) {
                DecidedBy list = keptByList[role];
                boolean kept = list != null || (reachedWithoutList[role] && subscriberContains);
                DecidedBy reason = kept ? (list == null ? withoutList : list) : blockers[role];
                verdicts.add(new RoleVerdict(graph.role(role), kept, reason == null ? SUBSCRIBER : reason));
            }
            return verdicts;
        }

        /** For roles that a list above them takes away: that list. */
        private @Nullable DecidedBy[] blockers() {
            @Nullable DecidedBy[] blockers = new DecidedBy[graph.size()];
            boolean[] seen = new boolean[graph.size()];
            for (int role : graph.grantedNumbers()) {
                block(role, null, blockers, seen);
            }
            return blockers;
        }

        private void block(int role, @Nullable DecidedBy above, @Nullable DecidedBy[] blockers, boolean[] seen) {
            if (seen[role]) {
                return;
            }
            seen[role] = true;
            Boolean own = ownList[role];
            DecidedBy blocker = own != null && !own ? new DecidedBy.RoleList(graph.key(role)) : above;
            blockers[role] = blocker;
            for (int part : graph.partsOf(role)) {
                block(part, blocker, blockers, seen);
            }
        }
    }
}
