package dev.securitypolicies.policy;

import dev.securitypolicies.policy.SettingType.Name;
import dev.securitypolicies.policy.SettingType.Names;
import dev.securitypolicies.policy.SettingType.RangesByName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A name in a policy that stands for something in the realm: a role or a provider.
 *
 * @param setting where it stands
 * @param location where in the setting
 * @param name the name
 * @param of what it names
 */
public record Reference(Setting<?> setting, Location location, String name, Named of) {

    /** The names that are written in these attributes; defaults are none, nor is what defines a name or can be none. */
    public static List<Reference> in(Map<String, String> attributes) {
        return Setting.all().stream()
                .flatMap(setting -> in(
                        setting,
                        attributes.getOrDefault(setting.attribute(), "").strip()))
                .filter(reference -> reference.name().length() <= Limits.LONGEST_NAME)
                .toList();
    }

    private static Stream<Reference> in(Setting<?> setting, String text) {
        if (text.isEmpty() || text.length() > Limits.MOST_CHARACTERS) {
            return Stream.empty();
        }
        if (setting.type() instanceof Name name) {
            return Stream.of(new Reference(setting, Location.WHOLE, text, name.of()));
        }
        if (setting.type() instanceof Names names) {
            List<String> entries = TextLists.split(text);
            List<Reference> references = new ArrayList<>();
            for (int i = 0; i < entries.size(); i++) {
                references.add(new Reference(setting, Location.WHOLE.atIndex(i), entries.get(i), names.of()));
            }
            return references.stream();
        }
        if (setting.type() instanceof RangesByName lists && lists.keys() != Named.IP_GROUP) {
            return JsonLists.read(setting, text, new Problems()).orElse(Map.of()).keySet().stream()
                    .map(key -> new Reference(setting, Location.WHOLE.inKey(key), key, lists.keys()));
        }
        return Stream.empty();
    }

    /** A problem about the name. */
    public Problem problem(String code, String message, String hint) {
        return new Problem(setting.attribute(), location, code, message, hint);
    }
}
