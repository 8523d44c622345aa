package dev.securitypolicies.decision;

import dev.securitypolicies.decision.RoleDecision.DecidedBy;
import java.util.AbstractList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The decisions about all roles of a graph, as the walk has left them: a decision becomes an object only when somebody looks at
 * it, and most requests need none.
 */
public abstract sealed class RoleDecisions extends AbstractList<RoleDecision>
        permits RoleDecisions.OfAll, RoleDecisions.OfOne, RoleDecisions.OfEach {

    private final RoleGraph graph;

    private RoleDecisions(RoleGraph graph) {
        this.graph = graph;
    }

    /** No role, no decision. */
    static RoleDecisions none() {
        return new OfEach(RoleGraph.EMPTY, List.of());
    }

    /** A role is kept if each of these keeps it; they are about the same graph. */
    static RoleDecisions all(List<RoleDecisions> each) {
        return new OfEach(each.get(0).graph, each);
    }

    abstract boolean isKept(int role);

    abstract DecidedBy decidedBy(int role);

    @Override
    public int size() {
        return graph.size();
    }

    @Override
    public RoleDecision get(int role) {
        return new RoleDecision(graph.role(role), isKept(role), decidedBy(role));
    }

    /** Whether every role of this key is kept; with dots in names several can have one. Empty if the user holds none of it. */
    public Optional<Boolean> keeps(String key) {
        int[] roles = graph.numbersOf(key);
        return roles.length == 0
                ? Optional.empty()
                : Optional.of(IntStream.of(roles).allMatch(this::isKept));
    }

    /** The roles that the address takes away. */
    public List<Role> withheld() {
        for (int role = 0; role < graph.size(); role++) {
            if (!isKept(role)) {
                return stream()
                        .filter(decision -> !decision.kept())
                        .map(RoleDecision::role)
                        .toList();
            }
        }
        return List.of();
    }

    /** Whether a role that counts for R3 is kept. */
    boolean keepsOneThatCounts() {
        for (int role = 0; role < graph.size(); role++) {
            if (!graph.role(role).builtIn() && isKept(role)) {
                return true;
            }
        }
        return false;
    }

    /** One decision about all roles, by lists that all contain the address or none of which does. Which of them counted is worked out when somebody asks. */
    static final class OfAll extends RoleDecisions {

        private final RoleLists lists;
        private final boolean kept;
        private volatile @Nullable OfOne walked;

        OfAll(RoleLists lists, boolean kept) {
            super(lists.graph());
            this.lists = lists;
            this.kept = kept;
        }

        @Override
        boolean isKept(int role) {
            return kept;
        }

        @Override
        DecidedBy decidedBy(int role) {
            OfOne each = walked;
            if (each == null) {
                each = new OfOne(lists, lists.walkWhereAll(kept), kept);
                walked = each;
            }
            return each.decidedBy(role);
        }
    }

    /** The decisions for one address, read off the walk. */
    static final class OfOne extends RoleDecisions {

        private static final DecidedBy SUBSCRIBER = new DecidedBy.SubscriberList();
        private static final DecidedBy NO_LIST = new DecidedBy.NoList();

        private final RoleWalk walk;
        private final boolean hasSubscriberList;
        private final boolean subscriberContains;

        OfOne(RoleLists lists, RoleWalk walk, boolean subscriberContains) {
            super(lists.graph());
            this.walk = walk;
            this.hasSubscriberList = lists.hasSubscriberList();
            this.subscriberContains = subscriberContains;
        }

        @Override
        boolean isKept(int role) {
            return walk.isKeptByList(role) || (subscriberContains && walk.isReachedWithoutList(role));
        }

        @Override
        DecidedBy decidedBy(int role) {
            @Nullable DecidedBy list = isKept(role) ? walk.keptBy(role) : walk.blockedBy(role);
            DecidedBy otherwise = isKept(role) && !hasSubscriberList ? NO_LIST : SUBSCRIBER;
            return list == null ? otherwise : list;
        }
    }

    /** The decisions for several addresses, each of which must keep a role. */
    static final class OfEach extends RoleDecisions {

        private final List<RoleDecisions> each;

        OfEach(RoleGraph graph, List<RoleDecisions> each) {
            super(graph);
            this.each = List.copyOf(each);
        }

        @Override
        boolean isKept(int role) {
            return each.stream().allMatch(decisions -> decisions.isKept(role));
        }

        @Override
        DecidedBy decidedBy(int role) {
            return each.stream()
                    .filter(decisions -> !decisions.isKept(role))
                    .findFirst()
                    .orElse(each.get(0))
                    .decidedBy(role);
        }
    }
}
