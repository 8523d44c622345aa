package dev.securitypolicies.decision;

import dev.securitypolicies.decision.RoleDecision.DecidedBy;
import java.util.AbstractList;
import org.jspecify.annotations.Nullable;

/**
 * The verdicts about all roles of a graph, as the walk has left them: a verdict becomes an object only when somebody looks at
 * it, and most decisions need none.
 */
final class RoleDecisions extends AbstractList<RoleDecision> {

    private static final DecidedBy SUBSCRIBER = new DecidedBy.SubscriberList();
    private static final DecidedBy NO_LIST = new DecidedBy.NoList();

    private final RoleGraph graph;
    private final RoleWalk walk;
    private final boolean hasSubscriberList;
    private final boolean subscriberContains;

    RoleDecisions(RoleGraph graph, RoleWalk walk, boolean hasSubscriberList, boolean subscriberContains) {
        this.graph = graph;
        this.walk = walk;
        this.hasSubscriberList = hasSubscriberList;
        this.subscriberContains = subscriberContains;
    }

    @Override
    public int size() {
        return graph.size();
    }

    @Override
    public RoleDecision get(int role) {
        DecidedBy list = isKept(role) ? walk.keptBy(role) : walk.blockedBy(role);
        DecidedBy otherwise = isKept(role) && !hasSubscriberList ? NO_LIST : SUBSCRIBER;
        return new RoleDecision(graph.role(role), isKept(role), list == null ? otherwise : list);
    }

    /** Whether a role that counts for R3 is kept. */
    boolean keepsOneThatCounts() {
        for (int role = 0; role < graph.size(); role++) {
            if (!graph.role(role).plumbing() && isKept(role)) {
                return true;
            }
        }
        return false;
    }

    private boolean isKept(int role) {
        return walk.isKeptByList(role) || (subscriberContains && walk.isReachedWithoutList(role));
    }

    /** The lists that decided, for those who explain a decision. */
    interface RoleWalk {

        boolean isKeptByList(int role);

        boolean isReachedWithoutList(int role);

        /** The own list a role is kept by; null if none. */
        @Nullable
        DecidedBy keptBy(int role);

        /** The own list that takes a role away; null if none does. */
        @Nullable
        DecidedBy blockedBy(int role);
    }
}
