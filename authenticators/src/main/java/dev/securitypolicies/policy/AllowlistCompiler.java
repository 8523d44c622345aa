package dev.securitypolicies.policy;

import dev.securitypolicies.ip.AddressRange;
import dev.securitypolicies.ip.AddressSet;
import dev.securitypolicies.ip.Parsed;
import dev.securitypolicies.ip.RangeParser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compiles the entries of an allowlist. What cannot be understood is reported and matches nothing. */
final class AllowlistCompiler {

    private final Map<String, AddressSet> compiledGroups = new HashMap<>();
    private final Problems problems;
    private int copied;

    AllowlistCompiler(Map<String, List<AddressRange>> groups, Problems problems) {
        groups.forEach((name, ranges) -> compiledGroups.put(name, AddressSet.of(ranges)));
        this.problems = problems;
    }

    /** An empty list is as good as none: no restriction at this level (R11). */
    Optional<Allowlist> compile(Setting<?> setting, Location location, List<String> entries) {
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        List<AddressRange> ranges = new ArrayList<>();
        Set<String> referred = new LinkedHashSet<>();
        for (int i = 0; i < entries.size(); i++) {
            String entry = entries.get(i);
            if (entry.startsWith("@")) {
                group(setting, location.atIndex(i), entry).ifPresent(referred::add);
            } else {
                ranges.addAll(range(setting, location.atIndex(i), entry, problems));
            }
        }
        return Optional.of(new Allowlist(entries, union(setting, location, ranges, referred)));
    }

    /** A group alone is one set in memory, however many lists refer to it; together with anything else it is copied. */
    private AddressSet union(Setting<?> setting, Location location, List<AddressRange> ranges, Set<String> referred) {
        List<AddressSet> sets = new ArrayList<>();
        referred.forEach(group -> sets.add(compiledGroups.get(group)));
        if (!ranges.isEmpty()) {
            sets.add(AddressSet.of(ranges));
        }
        if (sets.size() > 1 && !referred.isEmpty()) {
            long all = sets.stream().mapToLong(AddressSet::countRanges).sum();
            if (all > Limits.MOST_COPIED_RANGES - copied) {
                tooMuch(setting, location);
                return AddressSet.NONE;
            }
            copied += (int) all;
        }
        return AddressSet.union(sets);
    }

    private void tooMuch(Setting<?> setting, Location location) {
        problems.add(
                setting,
                location,
                Problem.TOO_LONG,
                "with the IP groups that lists refer to beside other entries, they come to more than "
                        + Limits.MOST_COPIED_RANGES + " ranges",
                "put what stands beside a large group into the group, or refer to smaller ones");
    }

    /** The groups as allowlists, with the entries they were written with. */
    Map<String, Allowlist> groups(Map<String, List<String>> entries) {
        Map<String, Allowlist> lists = new HashMap<>();
        compiledGroups.forEach((name, addresses) ->
                lists.put(name, new Allowlist(entries.getOrDefault(name, List.of()), addresses)));
        return lists;
    }

    /** The name of the group that the entry refers to; empty if there is none. */
    private Optional<String> group(Setting<?> setting, Location location, String entry) {
        String name = entry.substring(1);
        if (!compiledGroups.containsKey(name)) {
            problems.add(
                    setting,
                    location,
                    "unknown-group",
                    "`" + entry + "` refers to an IP group that does not exist",
                    "define the group in `" + Setting.IP_GROUPS.attribute() + "` or write one of its names");
            return Optional.empty();
        }
        return Optional.of(name);
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
