package dev.securitypolicies.policy;

import dev.securitypolicies.ip.AddressSet;
import dev.securitypolicies.ip.RangeParser;
import dev.securitypolicies.policy.IpPolicy.InterfaceUsers;
import dev.securitypolicies.policy.SecurityPolicy.Mode;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads a policy as a careful colleague would: what in it is valid and still cannot be meant. Unlike the problems of the codec
 * these say nothing about a single entry's notation, but about entries beside each other.
 */
public final class PolicyReview {

    private static final List<AddressSet> ANY = Stream.of("0.0.0.0/0", "::/0")
            .flatMap(text -> RangeParser.parse(text).toOptional().stream())
            .map(List::of)
            .map(AddressSet::of)
            .toList();

    /** A kind of problem: trusted networks, and nobody of whom a factor is required. */
    public static final String EXEMPTS_FROM_NOTHING = "exempts-from-nothing";

    /** A kind of problem: a group that no list of the policy refers to. */
    public static final String UNUSED_GROUP = "unused-group";

    private final Problems problems = new Problems();

    private PolicyReview() {}

    /** Everything that deserves a second look. */
    public static List<Problem> of(SecurityPolicy policy) {
        PolicyReview review = new PolicyReview();
        IpPolicy ip = policy.ip();
        new TreeMap<>(ip.groups())
                .forEach((name, list) -> review.list(Setting.IP_GROUPS, Location.WHOLE.inKey(name), list));
        ip.subscriber().ifPresent(list -> review.list(Setting.IP_SUBSCRIBER, Location.WHOLE, list));
        new TreeMap<>(ip.roles().byRole()).forEach((role, list) -> {
            review.list(Setting.IP_ROLES, Location.WHOLE.inKey(role), list);
            review.unusable(
                    Setting.IP_ROLES, Location.WHOLE.inKey(role), list, "nobody can use the role `" + role + "`");
        });
        ip.adminPanel().ifPresent(list -> {
            review.list(Setting.IP_ADMIN_PANEL, Location.WHOLE, list);
            review.unusable(Setting.IP_ADMIN_PANEL, Location.WHOLE, list, "nobody can administer the realm");
        });
        policy.mfa().enrolFrom().ifPresent(list -> {
            review.list(Setting.MFA_ENROL_FROM, Location.WHOLE, list);
            review.unusable(Setting.MFA_ENROL_FROM, Location.WHOLE, list, "nobody can set a factor up");
        });
        policy.mfa().exemptFrom().ifPresent(list -> review.exemption(policy.mfa(), list));
        review.unusedGroups(policy);
        review.switches(policy);
        return review.problems.all();
    }

    private void exemption(MfaPolicy mfa, Allowlist list) {
        list(Setting.MFA_EXEMPT_FROM, Location.WHOLE, list);
        unusable(Setting.MFA_EXEMPT_FROM, Location.WHOLE, list, "nobody is exempt from the second factor");
        if (ANY.stream().anyMatch(any -> list.addresses().intersection(any).equals(any))) {
            String message = "nobody but administrators is ever asked for a second factor";
            add(
                    Setting.MFA_EXEMPT_FROM,
                    Location.WHOLE,
                    "exempts-everywhere",
                    message,
                    "write the networks that you trust");
        }
        if (!mfa.demandsAnything()) {
            String message = "no second factor is required of anybody, so that nobody can be exempt";
            add(
                    Setting.MFA_EXEMPT_FROM,
                    Location.WHOLE,
                    EXEMPTS_FROM_NOTHING,
                    message,
                    "require one, or remove the list");
        }
    }

    private void switches(SecurityPolicy policy) {
        if (policy.mode() == Mode.REPORT_ONLY) {
            String hint = "remove `mode` once the records look right";
            add(Setting.MODE, Location.WHOLE, "report-only", "nothing is enforced", hint);
        }
        if (policy.ip().interfaceUsers() == InterfaceUsers.OPTIONAL) {
            add(
                    Setting.IP_INTERFACE_USERS,
                    Location.WHOLE,
                    "interface-users-optional",
                    "service accounts may come from anywhere their roles allow",
                    "give each an IP group, then remove the setting");
        }
    }

    private void unusedGroups(SecurityPolicy policy) {
        IpPolicy ip = policy.ip();
        Set<String> used = Stream.of(
                        ip.subscriber().stream(),
                        ip.adminPanel().stream(),
                        policy.mfa().enrolFrom().stream(),
                        policy.mfa().exemptFrom().stream(),
                        ip.roles().byRole().values().stream())
                .flatMap(lists -> lists)
                .flatMap(list -> list.entries().stream())
                .filter(entry -> entry.startsWith("@"))
                .map(entry -> entry.substring(1))
                .collect(Collectors.toSet());
        ip.groups().keySet().stream()
                .filter(name -> !used.contains(name))
                .sorted()
                .forEach(name -> add(
                        Setting.IP_GROUPS,
                        Location.WHOLE.inKey(name),
                        UNUSED_GROUP,
                        "no list refers to the group `" + name + "`",
                        "remove it, unless users, organizations, clients or steps of flows refer to it"));
    }

    private void unusable(Setting<?> setting, Location location, Allowlist list, String consequence) {
        if (list.addresses().isEmpty()) {
            add(setting, location, "matches-nothing", consequence, "correct the entries, none of them is valid");
        }
    }

    private void list(Setting<?> setting, Location location, Allowlist list) {
        new RangeReview(setting, problems).list(location, list.entries());
    }

    private void add(Setting<?> setting, Location location, String code, String message, String hint) {
        problems.add(setting, location, code, message, hint);
    }
}
