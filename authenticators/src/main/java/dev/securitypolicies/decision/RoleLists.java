package dev.securitypolicies.decision;

import dev.securitypolicies.decision.RoleDecision.DecidedBy;
import dev.securitypolicies.ip.AddressSet;
import dev.securitypolicies.ip.ClientAddress;
import dev.securitypolicies.ip.IpAddress;
import dev.securitypolicies.policy.Allowlist;
import dev.securitypolicies.policy.IpPolicy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The lists of one policy that concern the roles of one graph (R2), worked out once for both and asked for each address. Most requests come from where
 * every list allows everything, and most refused ones from where none does: their results are always the same objects.
 */
final class RoleLists {

    private static final int NO_LIST = -1;

    private final IpPolicy policy;
    private final RoleGraph graph;
    private final @Nullable AddressSet subscriber;
    private final AddressSet[] own;
    private final int[] ownOf;
    private final AddressResult everything;
    private final RoleDecisions nothing;

    RoleLists(IpPolicy policy, RoleGraph graph) {
        this.policy = policy;
        this.graph = graph;
        this.subscriber = policy.subscriber().map(Allowlist::addresses).orElse(null);
        this.ownOf = new int[graph.size()];
        this.own = ownLists();
        this.nothing = new RoleDecisions.OfAll(this, false);
        this.everything =
                new AddressResult(Optional.empty(), new Holdings(new RoleDecisions.OfAll(this, true), List.of()));
    }

    /** The own list of each role, by number. There are usually fewer lists than roles, so the lists are gone through. */
    private AddressSet[] ownLists() {
        if (policy.roles().unreadable().isPresent()) {
            return new AddressSet[] {AddressSet.NONE}; // of every role
        }
        Arrays.fill(ownOf, NO_LIST);
        List<AddressSet> found = new ArrayList<>();
        for (Map.Entry<String, Allowlist> list : policy.roles().byRole().entrySet()) {
            int[] roles = graph.numbersOf(list.getKey());
            for (int role : roles) {
                ownOf[role] = found.size();
            }
            if (roles.length > 0) {
                found.add(list.getValue().addresses());
            }
        }
        return found.toArray(AddressSet[]::new);
    }

    @SuppressWarnings(
            "ReferenceEquality") // a compiled policy is one object; comparing its lists would cost more than it saves
    boolean isOf(IpPolicy other) {
        return policy == other;
    }

    RoleGraph graph() {
        return graph;
    }

    boolean hasSubscriberList() {
        return subscriber != null;
    }

    /** Whether every list contains every address, so that all roles are kept. An unknown address is in no list (R11). */
    boolean allContain(PolicyAddress address) {
        if (subscriber == null && own.length == 0) {
            return true;
        }
        List<ClientAddress> addresses = address.addresses();
        for (int i = 0; i < addresses.size(); i++) {
            Optional<IpAddress> known = addresses.get(i).address();
            if (known.isEmpty() || !allContain(known.get())) {
                return false;
            }
        }
        return true;
    }

    @SuppressWarnings("ReferenceEquality") // a role's list is often the subscriber's, and then the very same object
    private boolean allContain(IpAddress address) {
        if (subscriber != null && !subscriber.contains(address)) {
            return false;
        }
        for (AddressSet list : own) {
            if (list != subscriber && !list.contains(address)) {
                return false;
            }
        }
        return true;
    }

    /** What is left where all lists contain the address: all of it. */
    AddressResult everything() {
        return everything;
    }

    /** A decision for every role of the graph. */
    RoleDecisions decide(ClientAddress address) {
        boolean[] contains = new boolean[own.length];
        boolean inSubscribers = subscriber == null || isIn(address, subscriber);
        boolean inAny = inSubscribers;
        for (int list = 0; list < own.length; list++) {
            contains[list] = isIn(address, own[list]);
            inAny |= contains[list];
        }
        return inAny ? new RoleDecisions.OfOne(this, new RoleWalk(this, contains), inSubscribers) : nothing;
    }

    private static boolean isIn(ClientAddress address, AddressSet list) {
        return address.address().isPresent() && list.contains(address.address().get());
    }

    /** The walk for an address that is in every list, or in none. */
    RoleWalk walkWhereAll(boolean contain) {
        boolean[] contains = new boolean[own.length];
        Arrays.fill(contains, contain);
        return new RoleWalk(this, contains);
    }

    boolean hasOwn(int role) {
        return ownOf[role] != NO_LIST;
    }

    /** Whether the role's own list excludes the address; `contains` says for each list whether it is in it. */
    boolean excludes(int role, boolean[] contains) {
        return ownOf[role] != NO_LIST && !contains[ownOf[role]];
    }

    /** The role's own list, to be named. */
    DecidedBy named(int role) {
        return new DecidedBy.RoleList(graph.key(role));
    }
}
