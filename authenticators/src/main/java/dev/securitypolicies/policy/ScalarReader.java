package dev.securitypolicies.policy;

import dev.securitypolicies.policy.SettingType.Choice;
import dev.securitypolicies.policy.SettingType.Flag;
import dev.securitypolicies.policy.SettingType.Name;
import dev.securitypolicies.policy.SettingType.Names;
import dev.securitypolicies.policy.SettingType.WholeNumber;
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

    Optional<String> text(Setting<?> setting) {
        return Optional.ofNullable(attributes.get(setting.attribute()))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    String name(Setting<Name> setting) {
        return text(setting).orElse(setting.type().absent());
    }

    Set<String> names(Setting<Names> setting) {
        List<String> names = text(setting)
                .filter(text -> !Limits.isTooLong(setting, text, problems))
                .map(TextLists::split)
                .orElse(List.of());
        Limits.isTooMany(setting, names.size(), problems);
        Set<String> valid = names.stream()
                .filter(name -> !Limits.isTooLongName(setting, name, problems))
                .collect(Collectors.toCollection(TreeSet::new));
        return valid.isEmpty() ? setting.type().absence() : valid;
    }

    /** An unreadable switch counts as switched on (R11). */
    boolean flag(Setting<Flag> setting) {
        Optional<String> text = text(setting);
        if (text.isEmpty() || word(text.get()).equals("false")) {
            return false;
        }
        if (!word(text.get()).equals("true")) {
            unknownWord(setting, text.get(), List.of("false", "true"));
        }
        return true;
    }

    /** One of a few words, in any case; an unreadable word counts as the strictest choice (R11). */
    <E extends Enum<E>> E choice(Setting<Choice<E>> setting) {
        Choice<E> choice = setting.type();
        Optional<String> text = text(setting);
        if (text.isEmpty()) {
            return choice.absence();
        }
        Optional<E> chosen = choice.read(text.get());
        if (chosen.isEmpty()) {
            unknownWord(setting, text.get(), choice.all());
        }
        return chosen.orElse(choice.unreadable());
    }

    private static String word(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private void unknownWord(Setting<?> setting, String text, List<String> allowed) {
        problems.add(
                setting,
                Location.WHOLE,
                "unknown-word",
                "`" + text + "` is not one of the possible values",
                "write " + allowed.stream().sorted().collect(Collectors.joining(" or ")));
    }

    /** A whole number within the bounds of the setting; anything else is reported and as good as absent. */
    OptionalInt number(Setting<WholeNumber> setting) {
        WholeNumber bounds = setting.type();
        Optional<String> text = text(setting);
        if (text.isEmpty()) {
            return bounds.absence();
        }
        if (WHOLE_NUMBER.matcher(text.get()).matches()) {
            int number = Integer.parseInt(text.get());
            if (number >= bounds.least() && number <= bounds.most()) {
                return OptionalInt.of(number);
            }
        }
        String span = bounds.least() + " to " + bounds.most();
        problems.add(
                setting,
                Location.WHOLE,
                "bad-number",
                "`" + text.get() + "` is not a whole number from " + span,
                "write digits only, from " + span);
        return bounds.absence();
    }
}
