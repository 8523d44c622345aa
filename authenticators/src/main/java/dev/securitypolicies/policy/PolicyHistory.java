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
import java.util.stream.StreamSupport;

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
            String now = after.getOrDefault(name, "");
            Optional<String> text =
                    made(now, change.getValue()) ? undone(name, now, change.getValue()) : Optional.empty();
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

    /** Whether this is what the record says that the change has made; otherwise there was a change since of which there is no record any more. */
    private static boolean made(String now, JsonNode summary) {
        Set<String> entries = SettingChange.entries(now);
        if (!summary.has("newCount")) {
            return entries.equals(SettingChange.entries(summary.path("new").asText()));
        }
        return entries.size() == summary.path("newCount").asInt()
                && StreamSupport.stream(summary.path("added").spliterator(), false)
                        .allMatch(entry -> entries.contains(entry.asText()))
                && StreamSupport.stream(summary.path("removed").spliterator(), false)
                        .noneMatch(entry -> entries.contains(entry.asText()));
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
