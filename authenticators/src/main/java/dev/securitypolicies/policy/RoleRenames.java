package dev.securitypolicies.policy;

import dev.securitypolicies.policy.SettingType.Name;
import dev.securitypolicies.policy.SettingType.Names;
import dev.securitypolicies.policy.SettingType.RangesByName;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Carries the restrictions of renamed roles over to their new names, so that a rename never lifts one silently. */
public final class RoleRenames {

    private static final Set<Named> ROLES = EnumSet.of(Named.ROLE, Named.REALM_ROLE);

    private RoleRenames() {}

    /**
     * The attributes that must change, with their new values. Where the new name has a list of its own already, nothing is
     * merged: the old entry stays as it is, to be seen and corrected by an admin.
     *
     * @param rename from the key of a role to its new key; other keys to themselves
     * @param stillBorne whether another role bears the old key as well; its entry stays then, beside the new one
     */
    public static Map<String, String> apply(
            Map<String, String> attributes, UnaryOperator<String> rename, Predicate<String> stillBorne) {
        Map<String, String> changed = new TreeMap<>();
        for (Setting<?> setting : Setting.all()) {
            if (setting.type() instanceof Names names && ROLES.contains(names.of())) {
                change(attributes, changed, setting, text -> names(text, rename, stillBorne));
            } else if (setting.type() instanceof Name name && ROLES.contains(name.of())) {
                change(attributes, changed, setting, text -> rename.apply(text.strip()));
            } else if (setting.type() instanceof RangesByName lists && ROLES.contains(lists.keys())) {
                change(attributes, changed, setting, text -> keys(setting, text, rename, stillBorne));
            }
        }
        return changed;
    }

    private static void change(
            Map<String, String> attributes,
            Map<String, String> changed,
            Setting<?> setting,
            UnaryOperator<String> edit) {
        String before = attributes.get(setting.attribute());
        if (before != null) {
            String after = edit.apply(before);
            if (!after.equals(before)) {
                changed.put(setting.attribute(), after);
            }
        }
    }

    private static String names(String text, UnaryOperator<String> rename, Predicate<String> stillBorne) {
        List<String> names = TextLists.split(text);
        List<String> renamed = names.stream()
                .flatMap(name -> {
                    String fresh = rename.apply(name);
                    return fresh.equals(name) || !stillBorne.test(name) ? Stream.of(fresh) : Stream.of(name, fresh);
                })
                .distinct()
                .toList();
        return renamed.equals(names) ? text : TextLists.join(renamed);
    }

    private static String keys(
            Setting<?> setting, String text, UnaryOperator<String> rename, Predicate<String> stillBorne) {
        Map<String, List<String>> lists =
                JsonLists.read(setting, text, new Problems()).orElse(Map.of());
        SortedMap<String, List<String>> renamed = new TreeMap<>(lists);
        for (String key : lists.keySet()) {
            String newKey = rename.apply(key);
            if (!newKey.equals(key) && !renamed.containsKey(newKey)) {
                renamed.put(newKey, lists.getOrDefault(key, List.of()));
                if (!stillBorne.test(key)) {
                    renamed.remove(key);
                }
            }
        }
        return renamed.keySet().equals(lists.keySet()) ? text : JsonLists.write(renamed);
    }
}
