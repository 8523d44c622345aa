package dev.securitypolicies.decision;

import dev.securitypolicies.ip.AddressSet;
import dev.securitypolicies.policy.Allowlist;
import dev.securitypolicies.policy.IpPolicy;
import dev.securitypolicies.policy.SecurityPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Which addresses a change of the policy lets in or shuts out, and for what: computed from the sets, so that another order or another spelling of
 * the same addresses is no difference, and a changed group shows up wherever it counts. It compares what the policies say when they are enforced.
 */
public final class PolicyDifference {

    /** Where the lists of roles cannot be read. */
    public static final String EVERY_ROLE = "*";

    private final SecurityPolicy before;
    private final SecurityPolicy after;
    private final List<Entry> entries = new ArrayList<>();

    private PolicyDifference(SecurityPolicy before, SecurityPolicy after) {
        this.before = before;
        this.after = after;
    }

    /** What addresses are allowed for. */
    public enum Subject {
        /** Everybody whose roles have no list of their own, and who has no role (R1). */
        EVERYONE,
        /** A role with a list of its own, before or after (R2). */
        ROLE,
        /** Whoever carries an IP group, at an address from which anybody may log in at all (R4). */
        IP_GROUP,
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
     * @param gained the addresses that are allowed now and were not
     * @param lost the addresses that were allowed and are not any more
     */
    public record Entry(Subject subject, String name, AddressSet gained, AddressSet lost) {}

    /** All differences; none if no address decides differently. */
    public static List<Entry> between(SecurityPolicy before, SecurityPolicy after) {
        PolicyDifference difference = new PolicyDifference(before, after);
        difference.compare(
                Subject.EVERYONE, "", policy -> orAnywhere(policy.ip().subscriber()));
        if (isUnreadable(before) || isUnreadable(after)) {
            difference.compare(Subject.ROLE, EVERY_ROLE, policy -> role(policy.ip(), Optional.empty()));
        }
        names(before, after, ip -> ip.roles().byRole().keySet())
                .forEach(key -> difference.compare(
                        Subject.ROLE,
                        key,
                        policy -> role(policy.ip(), policy.ip().roles().of(key))));
        names(before, after, ip -> ip.groups().keySet())
                .forEach(name -> difference.compare(Subject.IP_GROUP, name, policy -> carriers(policy.ip(), name)));
        difference.compare(
                Subject.ADMIN_PANEL, "", policy -> orAnywhere(policy.ip().adminPanel()));
        difference.compare(
                Subject.ENROLMENT, "", policy -> orAnywhere(policy.mfa().enrolFrom()));
        difference.compare(
                Subject.EXEMPTION,
                "",
                policy -> policy.mfa().exemptFrom().map(Allowlist::addresses).orElse(AddressSet.NONE));
        return List.copyOf(difference.entries);
    }

    private void compare(Subject subject, String name, Function<SecurityPolicy, AddressSet> sets) {
        AddressSet was = sets.apply(before);
        AddressSet is = sets.apply(after);
        if (!was.equals(is)) {
            entries.add(new Entry(subject, name, is.difference(was), was.difference(is)));
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

    /** The effective allowlist of a role, whose own is given if it has one. */
    private static AddressSet role(IpPolicy ip, Optional<Allowlist> own) {
        // where nothing can be read, whatever else is written counts for nothing
        if (ip.roles().unreadable().isPresent()) {
            return AddressSet.NONE;
        }
        return own.or(ip::subscriber).map(Allowlist::addresses).orElse(AddressSet.ALL);
    }

    /** A group that does not exist contains no address; what nobody may log in from does not count. */
    private static AddressSet carriers(IpPolicy ip, String name) {
        AddressSet group = Optional.ofNullable(ip.groups().get(name))
                .map(Allowlist::addresses)
                .orElse(AddressSet.NONE);
        return group.intersection(anybody(ip));
    }

    /** From where anybody at all could log in. */
    public static AddressSet anybody(IpPolicy ip) {
        AddressSet all = orAnywhere(ip.subscriber());
        for (Allowlist own : ip.roles().byRole().values()) {
            all = all.union(role(ip, Optional.of(own)));
        }
        return all;
    }

    private static AddressSet orAnywhere(Optional<Allowlist> list) {
        return list.map(Allowlist::addresses).orElse(AddressSet.ALL);
    }
}
