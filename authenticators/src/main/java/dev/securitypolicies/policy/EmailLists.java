package dev.securitypolicies.policy;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads the list of super-admin e-mails (R10). */
final class EmailLists {

    private static final int MOST_CHARACTERS = 1_000;
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");

    private EmailLists() {}

    /** The well-formed addresses; a text that is too long lists nobody. */
    static Set<String> read(Setting<?> setting, String text, Problems problems) {
        Set<String> emails = new TreeSet<>();
        if (text.length() > MOST_CHARACTERS) {
            problems.add(
                    setting,
                    Location.WHOLE,
                    "too-long",
                    "the list has " + text.length() + " characters",
                    "write at most " + MOST_CHARACTERS + " characters");
            return emails;
        }
        List<String> entries = TextLists.split(text);
        for (int position = 0; position < entries.size(); position++) {
            String entry = entries.get(position);
            if (EMAIL.matcher(entry).matches()) {
                emails.add(entry);
            } else {
                problems.add(
                        setting,
                        Location.WHOLE.atIndex(position),
                        "not-an-email",
                        "`" + entry + "` is not an e-mail address",
                        "write addresses such as ada@example.com, separated by commas");
            }
        }
        return emails;
    }
}
