package dev.securitypolicies.policy;

/**
 * How much an attribute may hold. Whoever may write the attributes of one realm must not be able to make every login of the
 * server expensive; an honest policy is far below.
 */
final class Limits {

    /** Characters of one attribute: 25,000 ranges are about 360,000. */
    static final int MOST_CHARACTERS = 1_000_000;

    /** Characters of the name of a role, a client role included, a provider or a group. */
    static final int LONGEST_NAME = 512;

    /** Names in one attribute. */
    static final int MOST_NAMES = 2_000;

    /** Ranges that lists copy from the IP groups they refer to, in a whole policy: the names are short, and what they stand for is not. */
    static final int MOST_COPIED_RANGES = 1_000_000;

    /** Problems that are reported one by one. */
    static final int MOST_PROBLEMS = 500;

    private Limits() {}

    /** Whether the text is longer than any attribute may be, which is reported. */
    static boolean isTooLong(Setting<?> setting, String text, Problems problems) {
        if (text.length() <= MOST_CHARACTERS) {
            return false;
        }
        problems.add(
                setting,
                Location.WHOLE,
                Problem.TOO_LONG,
                "the value has " + text.length() + " characters",
                "write at most " + MOST_CHARACTERS + " characters; lists can share IP groups");
        return true;
    }

    /** Whether there are more names than any attribute may hold, which is reported. */
    static boolean isTooMany(Setting<?> setting, int names, Problems problems) {
        if (names <= MOST_NAMES) {
            return false;
        }
        problems.add(
                setting,
                Location.WHOLE,
                Problem.TOO_LONG,
                "there are " + names + " names",
                "write at most " + MOST_NAMES + " names");
        return true;
    }

    /** Whether the name is longer than any name can be, which is reported. */
    static boolean isTooLongName(Setting<?> setting, String name, Problems problems) {
        if (name.length() <= LONGEST_NAME) {
            return false;
        }
        problems.add(
                setting,
                Location.WHOLE,
                Problem.TOO_LONG,
                "`" + name.substring(0, 40) + "…` has " + name.length() + " characters and can be no name",
                "write at most " + LONGEST_NAME + " characters");
        return true;
    }
}
