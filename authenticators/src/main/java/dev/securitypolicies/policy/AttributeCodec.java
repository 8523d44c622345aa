package dev.securitypolicies.policy;

import dev.securitypolicies.ip.AddressRange;
import dev.securitypolicies.ip.AddressSet;
import dev.securitypolicies.policy.IpPolicy.InterfaceUsers;
import dev.securitypolicies.policy.SecurityPolicy.Mode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a policy from realm attributes. Nothing in the attributes can make it fail: what cannot be read is reported and
 * taken in the way that admits the least (R11). {@link AttributeWriter} is the way back.
 */
public final class AttributeCodec {

    private final ScalarReader scalars;
    private final Problems problems = new Problems();
    private final Map<String, String> attributes;

    private AttributeCodec(Map<String, String> attributes) {
        this.attributes = attributes;
        this.scalars = new ScalarReader(attributes, problems);
    }

    /**
     * A policy and everything that was wrong with the text it was read from.
     *
     * @param policy the policy, always usable
     * @param problems all problems, in the order of the settings
     */
    public record Decoded(SecurityPolicy policy, List<Problem> problems) {}

    /** Reads the attributes of a realm; those that are not the pack's are ignored. */
    public static Decoded decode(Map<String, String> attributes) {
        AttributeCodec codec = new AttributeCodec(attributes);
        SecurityPolicy policy = codec.policy();
        codec.reportUnknownSettings();
        return new Decoded(policy, codec.problems.all());
    }

    private SecurityPolicy policy() {
        Map<String, List<String>> groupEntries = lists(Setting.IP_GROUPS).orElse(Map.of());
        AllowlistReader allowlists = new AllowlistReader(groups(groupEntries), problems);
        return new SecurityPolicy(
                scalars.choice(
                        Setting.MODE,
                        Map.of("enforce", Mode.ENFORCE, "report-only", Mode.REPORT_ONLY),
                        Mode.ENFORCE,
                        Mode.ENFORCE),
                ip(groupEntries, allowlists),
                mfa(allowlists),
                scalars.flag(Setting.SSO_FORCED),
                scalars.number(Setting.SESSION_LIFETIME_MINUTES, 5, 43_200),
                superAdmin());
    }

    private IpPolicy ip(Map<String, List<String>> groupEntries, AllowlistReader allowlists) {
        return new IpPolicy(
                allowlists.groups(groupEntries),
                allowlist(allowlists, Setting.IP_SUBSCRIBER),
                roles(allowlists),
                allowlist(allowlists, Setting.IP_ADMIN_PANEL),
                scalars.choice(
                        Setting.IP_INTERFACE_USERS,
                        Map.of("required", InterfaceUsers.REQUIRED, "optional", InterfaceUsers.OPTIONAL),
                        InterfaceUsers.REQUIRED,
                        InterfaceUsers.REQUIRED));
    }

    /** Groups do not nest, so an entry of a group is a range and never a reference. */
    private Map<String, List<AddressRange>> groups(Map<String, List<String>> groupEntries) {
        Map<String, List<AddressRange>> groups = new LinkedHashMap<>();
        groupEntries.forEach((name, entries) -> {
            if (GroupNames.isValid(name, problems)) {
                List<AddressRange> ranges = new ArrayList<>();
                for (int i = 0; i < entries.size(); i++) {
                    String position = "key `" + name + "`, entry " + (i + 1);
                    ranges.addAll(AllowlistReader.range(Setting.IP_GROUPS, position, entries.get(i), problems));
                }
                groups.put(name, ranges);
            }
        });
        return groups;
    }

    private RoleAllowlists roles(AllowlistReader allowlists) {
        Optional<String> text = scalars.text(Setting.IP_ROLES);
        if (text.isEmpty()) {
            return RoleAllowlists.NONE;
        }
        Optional<Map<String, List<String>>> lists = lists(Setting.IP_ROLES);
        if (lists.isEmpty() || Limits.isTooMany(Setting.IP_ROLES, lists.get().size(), problems)) {
            return RoleAllowlists.unreadable(text.get());
        }
        Map<String, Allowlist> byRole = new LinkedHashMap<>();
        lists.get().forEach((role, entries) -> {
            if (!Limits.isTooLongName(Setting.IP_ROLES, role, problems)) {
                allowlists
                        .read(Setting.IP_ROLES, "key `" + role + "`", entries)
                        .ifPresent(list -> put(byRole, role, list));
            }
        });
        return new RoleAllowlists(byRole, Optional.empty());
    }

    /** A blank that nobody sees must not make a key match nothing; it is reported, and the role it stands for restricted. */
    private void put(Map<String, Allowlist> byRole, String key, Allowlist list) {
        byRole.put(key, list);
        if (!key.equals(key.strip())) {
            problems.add(
                    Setting.IP_ROLES,
                    "key `" + key + "`",
                    "blank-around-name",
                    "`" + key + "` begins or ends with a blank",
                    "remove the blank; until then the role without it is restricted as well");
            byRole.putIfAbsent(key.strip(), list);
        }
    }

    private MfaPolicy mfa(AllowlistReader allowlists) {
        var adminRoles = scalars.names(Setting.MFA_ADMIN_ROLES);
        return new MfaPolicy(
                scalars.flag(Setting.MFA_EVERYONE),
                scalars.flag(Setting.MFA_ADMINS),
                scalars.names(Setting.MFA_ROLES),
                adminRoles.isEmpty() ? MfaPolicy.DEFAULT_ADMIN_ROLES : adminRoles,
                scalars.choice(
                        Setting.MFA_SESSIONS,
                        Map.of("enrolled", MfaPolicy.Sessions.ENROLLED, "performed", MfaPolicy.Sessions.PERFORMED),
                        MfaPolicy.Sessions.ENROLLED,
                        MfaPolicy.Sessions.PERFORMED),
                allowlist(allowlists, Setting.MFA_ENROL_FROM),
                scalars.number(Setting.MFA_GRACE_DAYS, 0, 90).orElse(0),
                scalars.names(Setting.MFA_TRUSTED_IDENTITY_PROVIDERS));
    }

    private SuperAdminPolicy superAdmin() {
        String role = scalars.text(Setting.SUPER_ADMIN_ROLE).orElse(SuperAdminPolicy.DEFAULT_ROLE);
        String text = scalars.text(Setting.SUPER_ADMIN_EMAILS).orElse("");
        return new SuperAdminPolicy(EmailLists.read(text, problems), role);
    }

    private Optional<Allowlist> allowlist(AllowlistReader allowlists, Setting setting) {
        return scalars.text(setting)
                .flatMap(text -> Limits.isTooLong(setting, text, problems)
                        ? Optional.of(new Allowlist(List.of(text.substring(0, 40) + "…"), AddressSet.NONE))
                        : allowlists.read(setting, "", TextLists.split(text)));
    }

    private Optional<Map<String, List<String>>> lists(Setting setting) {
        return scalars.text(setting)
                .filter(text -> !Limits.isTooLong(setting, text, problems))
                .flatMap(text -> JsonLists.read(setting, text, problems));
    }

    /** A misspelt name would look like a restriction and be none. */
    private void reportUnknownSettings() {
        attributes.keySet().stream()
                .filter(Setting::looksLikeOurs)
                .filter(name -> Setting.ofAttribute(name).isEmpty())
                .sorted()
                .forEach(name -> problems.add(
                        name,
                        "",
                        "unknown-setting",
                        "`" + name + "` is not a setting",
                        "remove it or correct its name; names are case-sensitive"));
    }
}
