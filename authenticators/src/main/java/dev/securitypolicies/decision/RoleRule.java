package dev.securitypolicies.decision;

import dev.securitypolicies.decision.RoleDecision.DecidedBy;
import dev.securitypolicies.ip.ClientAddress;
import dev.securitypolicies.policy.Allowlist;
import dev.securitypolicies.policy.IpPolicy;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * R2: which roles an address leaves to a user. A role is kept if and only if a path from a directly granted role leads down
 * to it on which every own allowlist contains the address and, if no role on the path has one, the subscriber's does.
 *
 * <p>A role is reached at most twice: once on paths that have met an own list, once on paths that have not. Only the second
 * kind still needs the subscriber's list.
 */
final class RoleRule {

    private static final byte NO_LIST = 0;
    private static final byte CONTAINS = 1;
    private static final byte EXCLUDES = 2;

    private final IpPolicy policy;
    private final ClientAddress address;
    private final boolean subscriberContains;

    RoleRule(IpPolicy policy, ClientAddress address) {
        this.policy = policy;
        this.address = address;
        this.subscriberContains = policy.subscriber().map(this::isIn).orElse(true);
    }

    /** A decision for every role of the graph. */
    RoleDecisions decide(RoleGraph graph) {
        return new RoleDecisions.OfOne(
                graph, new Walk(graph), policy.subscriber().isPresent(), subscriberContains);
    }

    /** An unknown address is in no list (R11). */
    private boolean isIn(Allowlist list) {
        return address.address().map(list::contains).orElse(false);
    }

    /** One walk over one graph. */
    final class Walk {

        private final RoleGraph graph;
        private final byte[] own;
        private final boolean[] withoutList;
        private final @Nullable DecidedBy[] keptBy;
        private @Nullable DecidedBy @Nullable [] blockedBy;

        Walk(RoleGraph graph) {
            this.graph = graph;
            this.own = ownLists();
            this.withoutList = new boolean[graph.size()];
            this.keptBy = new DecidedBy[graph.size()];
            follow();
        }

        /** What the own list of each role says. There are usually fewer lists than roles, so the lists are gone through. */
        private byte[] ownLists() {
            byte[] found = new byte[graph.size()];
            if (policy.roles().unreadable().isPresent()) {
                Arrays.fill(found, EXCLUDES);
                return found;
            }
            for (Map.Entry<String, Allowlist> list : policy.roles().byRole().entrySet()) {
                int[] roles = graph.numbersOf(list.getKey());
                if (roles.length > 0) {
                    byte says = isIn(list.getValue()) ? CONTAINS : EXCLUDES;
                    for (int role : roles) {
                        found[role] = says;
                    }
                }
            }
            return found;
        }

        /** Follows all paths down, without recursion: nobody bounds how deep composites are nested. */
        private void follow() {
            Deque<At> open = atGranted();
            while (!open.isEmpty()) {
                At at = open.pop();
                if (own[at.role] != EXCLUDES) {
                    DecidedBy met = own[at.role] == NO_LIST ? at.list : new DecidedBy.RoleList(graph.key(at.role));
                    if (isNews(at.role, met)) {
                        pushParts(open, at.role, met);
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

        private Deque<At> atGranted() {
            Deque<At> open = new ArrayDeque<>();
            for (int role : graph.grantedNumbers()) {
                open.push(new At(role, null));
            }
            return open;
        }

        private void pushParts(Deque<At> open, int role, @Nullable DecidedBy list) {
            for (int part : graph.partsOf(role)) {
                open.push(new At(part, list));
            }
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
            Deque<At> open = atGranted();
            while (!open.isEmpty()) {
                At at = open.pop();
                if (!seen[at.role]) {
                    seen[at.role] = true;
                    found[at.role] = own[at.role] == EXCLUDES ? new DecidedBy.RoleList(graph.key(at.role)) : at.list;
                    pushParts(open, at.role, found[at.role]);
                }
            }
            return found;
        }
    }

    /** A role on a path; `list` is the last own list above it that matters, null while there is none. */
    private record At(int role, @Nullable DecidedBy list) {}
}
