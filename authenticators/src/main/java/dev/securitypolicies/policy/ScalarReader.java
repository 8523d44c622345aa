package dev.securitypolicies.policy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the attributes that hold one value or a list of names. A blank value is as good as an absent one (R11). */
final class ScalarReader {

    private static final Pattern WHOLE_NUMBER = Pattern.compile("[0-9]{1,6}");

    private final Map<String, String> attributes;
    private final Problems problems;

    ScalarReader(Map<String, String> attributes, Problems problems) {
        this.attributes = attributes;
        this.problems = problems;
    }

    Optional<String> text(Setting setting) {
        return Optional.ofNullable(attributes.get(setting.attribute()))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    Set<String> names(Setting setting) {
        List<String> names = text(setting)
                .filter(text -> !Limits.isTooLong(setting, text, problems))
                .map(TextLists::split)
                .orElse(List.of());
        Limits.isTooMany(setting, names.size(), problems);
        return names.stream()
                .filter(name -> !Limits.isTooLongName(setting, name, problems))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** An unreadable switch counts as switched on (R11). */
    boolean flag(Setting setting) {
        return choice(setting, Map.of("true", true, "false", false), false, true);
    }

    /** One of a few words, in any case; an unreadable word counts as the strictest choice (R11). */
    <T> T choice(Setting setting, Map<String, T> words, T absent, T unreadable) {
        Optional<String> text = text(setting);
        if (text.isEmpty()) {
            return absent;
        }
        T chosen = words.get(text.get().toLowerCase(Locale.ROOT));
        if (chosen == null) {
            List<String> allowed = words.keySet().stream().sorted().toList();
            problems.add(
                    setting,
                    "",
                    "unknown-word",
                    "`" + text.get() + "` is not one of the possible values",
                    "write " + String.join(" or ", allowed));
            return unreadable;
        }
        return chosen;
    }

    /** A whole number within bounds; anything else is reported and as good as absent. */
    OptionalInt number(Setting setting, int least, int most) {
        Optional<String> text = text(setting);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        if (WHOLE_NUMBER.matcher(text.get()).matches()) {
            int number = Integer.parseInt(text.get());
            if (number >= least && number <= most) {
                return OptionalInt.of(number);
            }
        }
        problems.add(
                setting,
                "",
                "bad-number",
                "`" + text.get() + "` is not a whole number from " + least + " to " + most,
                "write digits only, between " + least + " and " + most);
        return OptionalInt.empty();
    }
}
