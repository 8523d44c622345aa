package dev.securitypolicies.policy;

import dev.securitypolicies.ip.AddressRange;
import dev.securitypolicies.ip.CidrBlock;
import dev.securitypolicies.ip.IpFamily;
import dev.securitypolicies.ip.RangeParser;
import dev.securitypolicies.policy.IpPolicy.InterfaceUsers;
import dev.securitypolicies.policy.SecurityPolicy.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads a policy as a careful colleague would: what in it is valid and still cannot be meant. Unlike the problems of the codec
 * these say nothing about a single entry's notation, but about entries beside each other.
 */
public final class PolicyReview {

    private static final int MOST_COMPARED = 2_000;

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
        review.unusedGroups(policy);
        review.switches(policy);
        return review.problems.all();
    }

    private void switches(SecurityPolicy policy) {
        if (policy.mode() == Mode.REPORT_ONLY) {
            add(
                    Setting.MODE,
                    Location.WHOLE,
                    "report-only",
                    "nothing is enforced",
                    "remove `mode` once the records look right");
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
                        "unused-group",
                        "no list refers to the group `" + name + "`",
                        "remove it, unless users carry it"));
    }

    private void unusable(Setting<?> setting, Location location, Allowlist list, String consequence) {
        if (list.addresses().isEmpty()) {
            add(setting, location, "matches-nothing", consequence, "correct the entries, none of them is valid");
        }
    }

    private void list(Setting<?> setting, Location location, Allowlist list) {
        List<Optional<AddressRange>> ranges = new ArrayList<>();
        list.entries().forEach(entry -> ranges.add(RangeParser.parse(entry).toOptional()));
        for (int i = 0; i < ranges.size(); i++) {
            Location at = location.atIndex(i);
            String entry = list.entries().get(i);
            ranges.get(i).ifPresent(range -> wide(setting, at, entry, range));
            shadow(ranges, i)
                    .ifPresent(outer -> add(
                            setting,
                            at,
                            "shadowed-entry",
                            "`" + entry + "` adds nothing to `" + outer + "`",
                            "remove one of them"));
        }
    }

    /** What holds a good part of the Internet; all of it is an advice of the codec, or was meant. */
    private void wide(Setting<?> setting, Location at, String entry, AddressRange range) {
        if (range instanceof CidrBlock block
                && block.prefixLength() > 0
                && block.prefixLength() < shortest(block.first().family())) {
            add(
                    setting,
                    at,
                    "wide-range",
                    "`" + entry + "` is so wide that it hardly restricts",
                    "write the networks that you mean");
        }
    }

    private static int shortest(IpFamily family) {
        return family == IpFamily.IPV4 ? 8 : 16;
    }

    /** The wider entry that an entry lies in; of two equal ones, the first. */
    private static Optional<AddressRange> shadow(List<Optional<AddressRange>> ranges, int i) {
        if (ranges.size() > MOST_COMPARED || ranges.get(i).isEmpty()) {
            return Optional.empty();
        }
        AddressRange inner = ranges.get(i).get();
        for (int j = 0; j < ranges.size(); j++) {
            Optional<AddressRange> outer = ranges.get(j);
            if (j != i && outer.isPresent() && lies(inner, outer.get()) && (j < i || !inner.equals(outer.get()))) {
                return outer;
            }
        }
        return Optional.empty();
    }

    private static boolean lies(AddressRange inner, AddressRange outer) {
        return inner instanceof CidrBlock block
                ? outer.contains(block.first()) && outer.contains(block.last())
                : outer == inner;
    }

    private void add(Setting<?> setting, Location location, String code, String message, String hint) {
        problems.add(setting, location, code, message, hint);
    }
}
