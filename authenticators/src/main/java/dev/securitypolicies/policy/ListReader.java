package dev.securitypolicies.policy;

import dev.securitypolicies.ip.AddressRange;
import dev.securitypolicies.ip.AddressSet;
import dev.securitypolicies.policy.SettingType.Emails;
import dev.securitypolicies.policy.SettingType.Ranges;
import dev.securitypolicies.policy.SettingType.RangesByName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the attributes that hold lists: allowlists, allowlists by name, e-mails. An empty list is as good as none (R11). */
final class ListReader {

    private final ScalarReader scalars;
    private final Problems problems;
    private final Map<String, List<String>> groupEntries;
    private final AllowlistCompiler compiler;

    ListReader(ScalarReader scalars, Problems problems) {
        this.scalars = scalars;
        this.problems = problems;
        this.groupEntries = lists(Setting.IP_GROUPS).orElse(Map.of());
        this.compiler = new AllowlistCompiler(groupRanges(), problems);
    }

    /** Groups do not nest, so an entry of a group is a range and never a reference. */
    private Map<String, List<AddressRange>> groupRanges() {
        Map<String, List<AddressRange>> groups = new LinkedHashMap<>();
        groupEntries.forEach((name, entries) -> {
            if (GroupNames.isValid(name, problems)) {
                Location group = Location.WHOLE.inKey(name);
                List<AddressRange> ranges = new ArrayList<>();
                for (int i = 0; i < entries.size(); i++) {
                    ranges.addAll(
                            AllowlistCompiler.range(Setting.IP_GROUPS, group.atIndex(i), entries.get(i), problems));
                }
                groups.put(name, ranges);
            }
        });
        return groups;
    }

    /** The IP groups by name. */
    Map<String, Allowlist> groups() {
        return compiler.groups(groupEntries);
    }

    Optional<Allowlist> allowlist(Setting<Ranges> setting) {
        return scalars.text(setting)
                .flatMap(text -> Limits.isTooLong(setting, text, problems)
                        ? Optional.of(new Allowlist(List.of(text.substring(0, 40) + "…"), AddressSet.NONE))
                        : compiler.compile(setting, Location.WHOLE, TextLists.split(text)));
    }

    RoleAllowlists byRole(Setting<RangesByName> setting) {
        Optional<String> text = scalars.text(setting);
        if (text.isEmpty()) {
            return RoleAllowlists.NONE;
        }
        Optional<Map<String, List<String>>> lists = lists(setting);
        if (lists.isEmpty() || Limits.isTooMany(setting, lists.get().size(), problems)) {
            return RoleAllowlists.unreadable(text.get());
        }
        Map<String, Allowlist> byRole = new LinkedHashMap<>();
        lists.get().forEach((role, entries) -> {
            if (!Limits.isTooLongName(setting, role, problems)) {
                compiler.compile(setting, Location.WHOLE.inKey(role), entries)
                        .ifPresent(list -> put(setting, byRole, role, list));
            }
        });
        return new RoleAllowlists(byRole, Optional.empty());
    }

    /** A blank that nobody sees must not make a key match nothing; it is reported, and the role it stands for restricted. */
    private void put(Setting<?> setting, Map<String, Allowlist> byRole, String key, Allowlist list) {
        byRole.put(key, list);
        if (!key.equals(key.strip())) {
            problems.add(
                    setting,
                    Location.WHOLE.inKey(key),
                    "blank-around-name",
                    "`" + key + "` begins or ends with a blank",
                    "remove the blank; until then the role without it is restricted as well");
            byRole.putIfAbsent(key.strip(), list);
        }
    }

    Set<String> emails(Setting<Emails> setting) {
        return EmailLists.read(setting, scalars.text(setting).orElse(""), problems);
    }

    private Optional<Map<String, List<String>>> lists(Setting<RangesByName> setting) {
        return scalars.text(setting)
                .filter(text -> !Limits.isTooLong(setting, text, problems))
                .flatMap(text -> JsonLists.read(setting, text, problems));
    }
}
