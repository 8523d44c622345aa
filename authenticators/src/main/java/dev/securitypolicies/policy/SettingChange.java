package dev.securitypolicies.policy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What became of one attribute (R12). A short value is given as it was and is; of a long list only what was added and
 * removed, with counts and a hash, so that a record stays readable.
 *
 * @param attribute the full name
 * @param oldValue the value before; empty if it was absent
 * @param newValue the value after; empty if it is absent
 */
public record SettingChange(String attribute, Optional<String> oldValue, Optional<String> newValue) {

    private static final int LONG = 1_000;

    /** The differences between two sets of attributes, sorted by name. */
    public static List<SettingChange> between(Map<String, String> before, Map<String, String> after) {
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        List<SettingChange> changes = new ArrayList<>();
        for (String name : names) {
            SettingChange change = new SettingChange(
                    name, Optional.ofNullable(before.get(name)), Optional.ofNullable(after.get(name)));
            if (!change.oldValue.equals(change.newValue)) {
                changes.add(change);
            }
        }
        return changes;
    }

    /** What a record says, as names and values that are text, numbers or lists of text. */
    public Map<String, Object> summary() {
        Map<String, Object> summary = new LinkedHashMap<>();
        String before = oldValue.orElse("");
        String after = newValue.orElse("");
        if (before.length() <= LONG && after.length() <= LONG) {
            oldValue.ifPresent(value -> summary.put("old", value));
            newValue.ifPresent(value -> summary.put("new", value));
            return summary;
        }
        Set<String> oldEntries = entries(before);
        Set<String> newEntries = entries(after);
        summary.put("added", difference(newEntries, oldEntries));
        summary.put("removed", difference(oldEntries, newEntries));
        summary.put("oldCount", oldEntries.size());
        summary.put("newCount", newEntries.size());
        summary.put("oldSha256", sha256(before));
        summary.put("newSha256", sha256(after));
        return summary;
    }

    /** The entries of a list; those of a JSON object with their key before them. */
    static Set<String> entries(String value) {
        Optional<Map<String, List<String>>> lists = value.stripLeading().startsWith("{")
                ? JsonLists.read(Setting.IP_GROUPS, value, new Problems())
                : Optional.empty();
        Set<String> entries = new TreeSet<>();
        lists.ifPresentOrElse(
                byKey -> new TreeMap<>(byKey)
                        .forEach((key, list) -> list.forEach(entry -> entries.add(key + ": " + entry))),
                () -> entries.addAll(TextLists.split(value)));
        return entries;
    }

    private static List<String> difference(Set<String> entries, Set<String> others) {
        return entries.stream().filter(entry -> !others.contains(entry)).toList();
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
