package dev.securitypolicies.policy;

import dev.securitypolicies.ip.AddressRange;
import dev.securitypolicies.ip.AddressSet;
import dev.securitypolicies.ip.Parsed;
import dev.securitypolicies.ip.RangeParser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compiles the entries of an allowlist. What cannot be understood is reported and matches nothing. */
final class AllowlistCompiler {

    private final Map<String, List<AddressRange>> groups;
    private final Map<String, AddressSet> compiledGroups = new HashMap<>();
    private final Problems problems;

    AllowlistCompiler(Map<String, List<AddressRange>> groups, Problems problems) {
        this.groups = groups;
        groups.forEach((name, ranges) -> compiledGroups.put(name, AddressSet.of(ranges)));
        this.problems = problems;
    }

    /** An empty list is as good as none: no restriction at this level (R11). */
    Optional<Allowlist> compile(Setting<?> setting, Location location, List<String> entries) {
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        AddressSet group = entries.size() == 1 ? compiledGroup(entries.get(0)) : null;
        if (group != null) {
            return Optional.of(new Allowlist(entries, group)); // one set in memory, however many lists refer to it
        }
        List<AddressRange> ranges = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            ranges.addAll(entry(setting, location.atIndex(i), entries.get(i)));
        }
        return Optional.of(new Allowlist(entries, AddressSet.of(ranges)));
    }

    /** The addresses of the group that the entry refers to; null if it refers to none. */
    private @Nullable AddressSet compiledGroup(String entry) {
        return entry.startsWith("@") ? compiledGroups.get(entry.substring(1)) : null;
    }

    /** The groups as allowlists, with the entries they were written with. */
    Map<String, Allowlist> groups(Map<String, List<String>> entries) {
        Map<String, Allowlist> lists = new HashMap<>();
        compiledGroups.forEach((name, addresses) ->
                lists.put(name, new Allowlist(entries.getOrDefault(name, List.of()), addresses)));
        return lists;
    }

    private List<AddressRange> entry(Setting<?> setting, Location location, String entry) {
        if (!entry.startsWith("@")) {
            return range(setting, location, entry, problems);
        }
        List<AddressRange> group = groups.get(entry.substring(1));
        if (group == null) {
            problems.add(
                    setting,
                    location,
                    "unknown-group",
                    "`" + entry + "` refers to an IP group that does not exist",
                    "define the group in `" + Setting.IP_GROUPS.attribute() + "` or write one of its names");
            return List.of();
        }
        return group;
    }

    static List<AddressRange> range(Setting<?> setting, Location location, String entry, Problems problems) {
        Parsed<AddressRange> parsed = RangeParser.parse(entry);
        if (parsed instanceof Parsed.Failure<AddressRange> failure) {
            problems.add(setting, location, failure.error().code(), failure.message(), failure.hint());
        } else if (entry.equals("*.*.*.*")) {
            problems.add(
                    setting,
                    location,
                    Problem.IPV4_ONLY,
                    "`*.*.*.*` is any IPv4 address, and no IPv6 address",
                    "write `*` for any address of either family");
        }
        return parsed.toOptional().map(List::of).orElse(List.of());
    }
}
