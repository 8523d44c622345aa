package dev.securitypolicies.decision;

import dev.securitypolicies.decision.RoleDecision.DecidedBy;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * R2: which roles an address leaves to a user. A role is kept if and only if a path from a directly granted role leads down
 * to it on which every own allowlist contains the address and, if no role on the path has one, the subscriber's does.
 *
 * <p>A role is reached at most twice: once on paths that have met an own list, once on paths that have not. Only the second
 * kind still needs the subscriber's list.
 */
final class RoleWalk {

    private final RoleGraph graph;
    private final RoleLists lists;
    private final boolean[] contains;
    private final boolean[] withoutList;
    private final @Nullable DecidedBy[] keptBy;
    private @Nullable DecidedBy @Nullable [] blockedBy;

    /** Over the roles that these lists are of; `contains` says for each whether the address is in it. */
    RoleWalk(RoleLists lists, boolean[] contains) {
        this.graph = lists.graph();
        this.lists = lists;
        this.contains = contains;
        this.withoutList = new boolean[graph.size()];
        this.keptBy = new DecidedBy[graph.size()];
        follow();
    }

    /** Follows all paths down, without recursion: nobody bounds how deep composites are nested. */
    private void follow() {
        Open open = new Open(graph.grantedNumbers());
        while (open.next()) {
            if (!lists.excludes(open.role, contains)) {
                @Nullable DecidedBy met = lists.hasOwn(open.role) ? lists.named(open.role) : open.list;
                if (isNews(open.role, met)) {
                    open.push(graph.partsOf(open.role), met);
                }
            }
        }
    }

    /** Whether the role was not reached before in the same way. */
    private boolean isNews(int role, @Nullable DecidedBy list) {
        boolean reached = list == null ? withoutList[role] : keptBy[role] != null;
        if (!reached && list == null) {
            withoutList[role] = true;
        } else if (!reached) {
            keptBy[role] = list;
        }
        return !reached;
    }

    boolean isKeptByList(int role) {
        return keptBy[role] != null;
    }

    boolean isReachedWithoutList(int role) {
        return withoutList[role];
    }

    /** The own list a role is kept by; null if none. */
    @Nullable
    DecidedBy keptBy(int role) {
        return keptBy[role];
    }

    /** The own list that takes a role away; null if none does. */
    @Nullable
    DecidedBy blockedBy(int role) {
        if (blockedBy == null) {
            blockedBy = blockers();
        }
        return blockedBy[role];
    }

    private @Nullable DecidedBy[] blockers() {
        @Nullable DecidedBy[] found = new DecidedBy[graph.size()];
        boolean[] seen = new boolean[graph.size()];
        Open open = new Open(graph.grantedNumbers());
        while (open.next()) {
            if (!seen[open.role]) {
                seen[open.role] = true;
                found[open.role] = lists.excludes(open.role, contains) ? lists.named(open.role) : open.list;
                open.push(graph.partsOf(open.role), found[open.role]);
            }
        }
        return found;
    }

    /** The roles that are still to be looked at, the last first, each with the last own list above it that matters. */
    private static final class Open {

        private int[] roles;
        private @Nullable DecidedBy[] lists;
        private int size;
        private int role;
        private @Nullable DecidedBy list;

        Open(int[] granted) {
            roles = granted.clone();
            lists = new DecidedBy[granted.length];
            size = granted.length;
        }

        /** Goes on to the next role; false if there is none. */
        boolean next() {
            if (size == 0) {
                return false;
            }
            size--;
            role = roles[size];
            list = lists[size];
            return true;
        }

        void push(int[] parts, @Nullable DecidedBy above) {
            if (size + parts.length > roles.length) {
                roles = Arrays.copyOf(roles, 2 * (size + parts.length));
                lists = Arrays.copyOf(lists, roles.length);
            }
            for (int part : parts) {
                roles[size] = part;
                lists[size] = above;
                size++;
            }
        }
    }
}
