package dev.securitypolicies.decision;

import dev.securitypolicies.ip.AddressSet;
import dev.securitypolicies.policy.Allowlist;
import dev.securitypolicies.policy.IpPolicy;
import dev.securitypolicies.policy.SecurityPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Which addresses a change of the policy lets in or shuts out, and for what: computed from the sets, so that another order or another spelling of
 * the same addresses is no difference, and a changed group shows up wherever it counts.
 */
public final class PolicyDifference {

    /** Where the lists of roles cannot be read. */
    public static final String EVERY_ROLE = "*";

    private final SecurityPolicy before;
    private final SecurityPolicy after;
    private final Comparison compared;
    private final AddressSet anybodyBefore;
    private final AddressSet anybodyAfter;
    private final List<Entry> entries = new ArrayList<>();

    private PolicyDifference(Comparison compared) {
        this.compared = compared;
        this.before = compared.restrictingBefore();
        this.after = compared.restrictingAfter();
        this.anybodyBefore = AccessSets.anybody(before.ip());
        this.anybodyAfter = AccessSets.anybody(after.ip());
    }

    /** What addresses are allowed for. */
    public enum Subject {
        /** Everybody whose roles have no list of their own, and who has no role (R1). */
        EVERYONE,
        /** A role with a list of its own, before or after (R2). */
        ROLE,
        /** Whoever carries an IP group, at an address from which anybody may log in at all (R4). */
        IP_GROUP,
        /** Service accounts and interface users without an IP group (R5). */
        INTERFACE_USERS,
        /** Administration (R7). */
        ADMIN_PANEL,
        /** The set-up of a first factor (R8). */
        ENROLMENT,
        /** Not being asked for the factor (R16). */
        EXEMPTION
    }

    /**
     * A difference.
     *
     * @param subject what it is about
     * @param name the key of the role, or `*` for every role where the lists of roles cannot be read (R11); or the name of the IP group; empty
     *     for all else
     * @param gained the addresses that are allowed now and were not, for a role on at least one of the ways to it
     * @param lost the addresses that were allowed and are not any more
     */
    public record Entry(Subject subject, String name, AddressSet gained, AddressSet lost) {}

    /**
     * All differences; none if no address decides differently.
     *
     * @param compared the policies
     * @param composites what each role directly contains, by its key
     */
    public static List<Entry> between(Comparison compared, Function<String, Set<String>> composites) {
        SecurityPolicy before = compared.restrictingBefore();
        SecurityPolicy after = compared.restrictingAfter();
        PolicyDifference difference = new PolicyDifference(compared);
        difference.compare(
                Subject.EVERYONE, "", policy -> orAnywhere(policy.ip().subscriber()));
        if (isUnreadable(before) || isUnreadable(after)) {
            difference.compare(Subject.ROLE, EVERY_ROLE, policy -> AccessSets.listed(policy.ip(), Optional.empty()));
        }
        difference.compareRoles(composites);
        names(before, after, ip -> ip.groups().keySet()).forEach(difference::compareGroup);
        if (UserRule.demandsGroups(before.ip()) != UserRule.demandsGroups(after.ip())) {
            difference.compare(Subject.INTERFACE_USERS, "", AccessSets::withoutGroup);
        }
        difference.compare(
                Subject.ADMIN_PANEL, "", policy -> orAnywhere(policy.ip().adminPanel()));
        difference.compare(
                Subject.ENROLMENT, "", policy -> orAnywhere(policy.mfa().enrolFrom()));
        if (compared.enforcedBefore() == compared.enforcedAfter()) {
            difference.compare(
                    Subject.EXEMPTION,
                    "",
                    policy ->
                            policy.mfa().exemptFrom().map(Allowlist::addresses).orElse(AddressSet.NONE));
        }
        return List.copyOf(difference.entries);
    }

    private void compare(Subject subject, String name, Function<SecurityPolicy, AddressSet> sets) {
        AddressSet was = sets.apply(before);
        AddressSet is = sets.apply(after);
        if (!was.equals(is)) {
            add(subject, name, is.difference(was), was.difference(is));
        }
    }

    private void add(Subject subject, String name, AddressSet gained, AddressSet lost) {
        if (!gained.isEmpty() || !lost.isEmpty()) {
            entries.add(new Entry(subject, name, gained, lost));
        }
    }

    /**
     * Where a list appears or goes, it depends on the way on which somebody has come by a role, and so does every role below; where none does, each difference
     * on a way is one of a list on it.
     */
    private void compareRoles(Function<String, Set<String>> composites) {
        Set<String> keys = names(before, after, ip -> ip.roles().byRole().keySet());
        if (before.ip()
                .roles()
                .byRole()
                .keySet()
                .equals(after.ip().roles().byRole().keySet())) {
            keys.forEach(key -> compare(
                    Subject.ROLE,
                    key,
                    policy -> AccessSets.listed(policy.ip(), policy.ip().roles().of(key))));
        } else {
            new TreeMap<>(new RoleWays(before.ip(), after.ip(), composites).to(keys)).forEach(this::addRole);
        }
    }

    private void addRole(String key, Set<RoleWays.Reach> ways) {
        add(Subject.ROLE, key, RoleWays.gained(ways), RoleWays.lost(ways));
    }

    private void compareGroup(String name) {
        AddressSet was = compared.enforcedBefore() ? AccessSets.group(before.ip(), name) : AddressSet.ALL;
        AddressSet is = compared.enforcedAfter() ? AccessSets.group(after.ip(), name) : AddressSet.ALL;
        if (!was.equals(is) || !anybodyBefore.equals(anybodyAfter)) {
            AddressSet entered = was.intersection(anybodyBefore);
            AddressSet enter = is.intersection(anybodyAfter);
            add(Subject.IP_GROUP, name, enter.difference(entered), entered.difference(enter));
        }
    }

    private static boolean isUnreadable(SecurityPolicy policy) {
        return policy.ip().roles().unreadable().isPresent();
    }

    private static Set<String> names(
            SecurityPolicy before, SecurityPolicy after, Function<IpPolicy, Set<String>> ofPolicy) {
        Set<String> all = new TreeSet<>(ofPolicy.apply(before.ip()));
        all.addAll(ofPolicy.apply(after.ip()));
        return all;
    }

    private static AddressSet orAnywhere(Optional<Allowlist> list) {
        return list.map(Allowlist::addresses).orElse(AddressSet.ALL);
    }
}
