package dev.securitypolicies.decision;

import dev.securitypolicies.ip.AddressSet;
import dev.securitypolicies.policy.Allowlist;
import dev.securitypolicies.policy.IpPolicy;
import dev.securitypolicies.policy.SecurityPolicy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * From where a user may log in, computed as a set and not tried address by address: an address is in it if and only if
 * {@link AddressRule} lets the user in from there.
 */
public final class AccessSets {

    private final SecurityPolicy policy;
    private final RoleGraph graph;
    private final AddressSet[] throughList;
    private final boolean[] withoutList;

    private AccessSets(SecurityPolicy policy, RoleGraph graph) {
        this.policy = policy;
        this.graph = graph;
        this.throughList = new AddressSet[graph.size()];
        this.withoutList = new boolean[graph.size()];
        Arrays.fill(throughList, AddressSet.NONE);
        for (int role : graph.grantedNumbers()) {
            reach(role, Optional.empty());
        }
    }

    /** All addresses from which the user may log in. */
    public static AddressSet login(SecurityPolicy policy, Subject subject) {
        AccessSets sets = new AccessSets(policy, subject.roles());
        AddressSet byRoles = subject.roles().anyCounts() ? sets.anyThatCounts() : sets.subscriber();
        AddressSet all = UserRule.allowed(policy, subject).intersection(byRoles);
        for (Membership membership : subject.organizations()) {
            all = all.intersection(membership.login());
        }
        return all;
    }

    /** All addresses from which the user may log in and keeps every one of these roles. */
    public static AddressSet keepingAll(SecurityPolicy policy, Subject subject, AdminRoles roles) {
        AccessSets sets = new AccessSets(policy, subject.roles());
        AddressSet all = login(policy, subject);
        for (int role = 0; role < sets.graph.size(); role++) {
            if (roles.contain(sets.graph.role(role))) {
                all = all.intersection(sets.kept(role));
            }
        }
        return all;
    }

    /**
     * From where the user keeps each role (R2), by the role's key; empty sets included. Of several roles with one key each must be kept. It says
     * nothing about whether they may log in there.
     */
    public static SortedMap<String, AddressSet> roles(SecurityPolicy policy, Subject subject) {
        AccessSets sets = new AccessSets(policy, subject.roles());
        SortedMap<String, AddressSet> byKey = new TreeMap<>();
        for (int role = 0; role < sets.graph.size(); role++) {
            byKey.merge(sets.graph.key(role), sets.kept(role), AddressSet::intersection);
        }
        return byKey;
    }

    private AddressSet subscriber() {
        return policy.subscriber().addresses().orElse(AddressSet.ALL);
    }

    private AddressSet anyThatCounts() {
        AddressSet any = AddressSet.NONE;
        for (int role = 0; role < graph.size(); role++) {
            if (!graph.role(role).builtIn()) {
                any = any.union(kept(role));
            }
        }
        return any;
    }

    private AddressSet kept(int role) {
        return withoutList[role] ? throughList[role].union(subscriber()) : throughList[role];
    }

    /** Follows a path down with the addresses that all lists on it contain; empty while it has met none. */
    private void reach(int role, Optional<AddressSet> above) {
        IpPolicy ip = policy.ip();
        Optional<AddressSet> own = ip.roles().of(graph.key(role)).map(Allowlist::addresses);
        Optional<AddressSet> met =
                own.isPresent() ? own.map(list -> above.map(list::intersection).orElse(list)) : above;
        if (met.isEmpty()) {
            if (withoutList[role]) {
                return;
            }
            withoutList[role] = true;
        } else {
            AddressSet wider = throughList[role].union(met.get());
            if (wider.equals(throughList[role])) {
                return; // this path brings nothing new
            }
            throughList[role] = wider;
        }
        for (int part : graph.partsOf(role)) {
            reach(part, met);
        }
    }

    /**
     * From where each of these roles can be used, by at least one of those who could hold it; empty where there are too many ways to hold them.
     *
     * @param composites what each role directly contains, by its key
     */
    public static Optional<Map<String, AddressSet>> ofRoles(
            SecurityPolicy policy, Set<String> keys, Function<String, Set<String>> composites) {
        RoleWays ways = new RoleWays(policy.ip(), policy.ip(), composites);
        Map<String, AddressSet> byKey = new HashMap<>();
        ways.to(keys)
                .forEach((key, reaches) -> byKey.put(
                        key, reaches.stream().map(RoleWays.Reach::after).reduce(AddressSet.NONE, AddressSet::union)));
        return ways.isCut() ? Optional.empty() : Optional.of(byKey);
    }

    /** The effective allowlist of a role, whose own is given if it has one. */
    static AddressSet listed(IpPolicy ip, Optional<Allowlist> own) {
        // where nothing can be read, whatever else is written counts for nothing
        if (ip.roles().unreadable().isPresent()) {
            return AddressSet.NONE;
        }
        return own.or(ip::subscriber).map(Allowlist::addresses).orElse(AddressSet.ALL);
    }

    /** From where everyone may log in who has no role with a list of its own (R1). */
    public static AddressSet everyone(IpPolicy ip) {
        return listed(ip, Optional.empty());
    }

    /** From where anybody at all could log in. */
    public static AddressSet anybody(IpPolicy ip) {
        AddressSet all = ip.subscriber().map(Allowlist::addresses).orElse(AddressSet.ALL);
        for (Allowlist own : ip.roles().byRole().values()) {
            all = all.union(listed(ip, Optional.of(own)));
        }
        return all;
    }

    /** From where a service account or interface user may come who carries no IP group (R5). */
    static AddressSet withoutGroup(SecurityPolicy policy) {
        return UserRule.demandsGroups(policy.ip()) ? AddressSet.NONE : anybody(policy.ip());
    }

    /** A group that does not exist contains no address. */
    static AddressSet group(IpPolicy ip, String name) {
        return Optional.ofNullable(ip.groups().get(name))
                .map(Allowlist::addresses)
                .orElse(AddressSet.NONE);
    }
}
