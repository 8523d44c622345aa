package dev.securitypolicies.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** What kind of value a setting has: how it is written, what its absence means, and what it means where it cannot be read (R11). */
public sealed interface SettingType {

    /** `true` or `false`; absent means `false`, unreadable `true`. */
    record Flag() implements SettingType {

        @Override
        public ValueShape shape() {
            return ValueShape.FLAG;
        }

        @Override
        public String absent() {
            return "false";
        }
    }

    /**
     * One of a few words, in any case.
     *
     * @param words the constants, whose names in lower case with hyphens are the words
     * @param absence what the absence of the attribute means
     * @param unreadable what any other word means: the strictest choice
     */
    record Choice<E extends Enum<E>>(Class<E> words, E absence, E unreadable) implements SettingType {

        @Override
        public ValueShape shape() {
            return ValueShape.WORD;
        }

        /** The words that can be written. */
        public List<String> all() {
            return Arrays.stream(words.getEnumConstants()).map(Choice::word).toList();
        }

        /** The constant that a word stands for; empty if there is none. */
        Optional<E> read(String text) {
            return Arrays.stream(words.getEnumConstants())
                    .filter(constant -> word(constant).equals(text.toLowerCase(Locale.ROOT)))
                    .findFirst();
        }

        @Override
        public String absent() {
            return word(absence);
        }

        private static String word(Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * A whole number; one that cannot be read is as good as absent.
     *
     * @param least the least that can be written
     * @param most the most that can be written
     * @param absence what the absence of the attribute means; empty if it means no number at all
     */
    record WholeNumber(int least, int most, OptionalInt absence) implements SettingType {

        @Override
        public ValueShape shape() {
            return ValueShape.NUMBER;
        }

        @Override
        public String absent() {
            return absence.isPresent() ? String.valueOf(absence.getAsInt()) : "";
        }
    }

    /**
     * A name. One that is written stays even where it says what its absence does: it follows a rename, and a default cannot.
     *
     * @param absent what the absence of the attribute means
     * @param of what it names
     */
    record Name(String absent, Named of) implements SettingType {

        @Override
        public ValueShape shape() {
            return ValueShape.TEXT;
        }

        @Override
        public boolean isAbsence(String text) {
            return false;
        }
    }

    /**
     * A list of names. Names that are written stay, as a {@link Name} does.
     *
     * @param absence what the absence of the attribute means
     * @param of what they name
     */
    record Names(Set<String> absence, Named of) implements SettingType {

        @Override
        public ValueShape shape() {
            return ValueShape.LIST;
        }

        @Override
        public String absent() {
            return TextLists.join(absence.stream().sorted().toList());
        }

        @Override
        public boolean isAbsence(String text) {
            return false;
        }
    }

    /** A list of e-mail addresses (R10). */
    record Emails() implements SettingType {

        @Override
        public ValueShape shape() {
            return ValueShape.LIST;
        }
    }

    /** An allowlist: ranges and references to IP groups. */
    record Ranges() implements SettingType {

        @Override
        public ValueShape shape() {
            return ValueShape.LIST;
        }
    }

    /**
     * Allowlists by name, as a JSON object of lists.
     *
     * @param keys what the names are those of
     */
    record RangesByName(Named keys) implements SettingType {

        @Override
        public ValueShape shape() {
            return ValueShape.LISTS;
        }
    }

    /** The form of the value. */
    ValueShape shape();

    /** What the absence of the attribute means, as it would be written; empty for no value at all. */
    default String absent() {
        return "";
    }

    /** Whether a text says no more than the absence of the attribute does, and always will. */
    default boolean isAbsence(String text) {
        return text.toLowerCase(Locale.ROOT).equals(absent());
    }
}
