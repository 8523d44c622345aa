package dev.securitypolicies.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Rebuilds what the settings of a realm were before a change, from what the record of the change says ({@link SettingChange#summary}). Of a long list the
 * record has only what was added and removed, so that its entries come back and not their order, which means nothing.
 */
public final class PolicyHistory {

    private static final String SEPARATOR = ": ";

    private PolicyHistory() {}

    /**
     * The settings before a change; empty if the record does not say enough.
     *
     * @param after the settings behind it, by their full names
     * @param changes the changed settings with their summaries, as the record has them
     */
    public static Optional<SortedMap<String, String>> before(Map<String, String> after, JsonNode changes) {
        SortedMap<String, String> before = new TreeMap<>(after);
        for (Map.Entry<String, JsonNode> change : changes.properties()) {
            String name = change.getKey();
            Optional<String> text = undone(name, after.getOrDefault(name, ""), change.getValue());
            if (text.isEmpty()) {
                return Optional.empty();
            }
            if (text.get().isEmpty()) {
                before.remove(name);
            } else {
                before.put(name, text.get());
            }
        }
        return Optional.of(before);
    }

    private static Optional<String> undone(String name, String after, JsonNode summary) {
        if (!summary.has("oldCount")) {
            return Optional.of(summary.path("old").asText());
        }
        Set<String> entries = new LinkedHashSet<>(SettingChange.entries(after));
        summary.path("added").forEach(entry -> entries.remove(entry.asText()));
        summary.path("removed").forEach(entry -> entries.add(entry.asText()));
        boolean byName = Setting.ofAttribute(name)
                .filter(setting -> setting.type() instanceof SettingType.RangesByName)
                .isPresent();
        if (!byName) {
            return Optional.of(String.join(", ", entries));
        }
        // a text that was no object of lists was recorded by its commas, and cannot be put together again
        return entries.stream().allMatch(entry -> entry.contains(SEPARATOR))
                ? Optional.of(lists(entries))
                : Optional.empty();
    }

    private static String lists(Set<String> entries) {
        SortedMap<String, List<String>> lists = new TreeMap<>();
        for (String entry : entries) {
            int at = entry.lastIndexOf(SEPARATOR);
            lists.computeIfAbsent(entry.substring(0, at), fresh -> new ArrayList<>())
                    .add(entry.substring(at + SEPARATOR.length()));
        }
        return lists.isEmpty() ? "" : JsonLists.write(lists);
    }
}
