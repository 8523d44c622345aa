package dev.securitypolicies.policy;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads the list of super-admin e-mails (R10). */
final class EmailLists {

    private static final int MOST_CHARACTERS = 1_000;
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");

    private EmailLists() {}

    /** The well-formed addresses; a text that is too long lists nobody. */
    static Set<String> read(String text, Problems problems) {
        Set<String> emails = new TreeSet<>();
        if (text.length() > MOST_CHARACTERS) {
            problems.add(
                    Setting.SUPER_ADMIN_EMAILS,
                    "",
                    "too-long",
                    "the list has " + text.length() + " characters",
                    "write at most " + MOST_CHARACTERS + " characters");
            return emails;
        }
        int position = 0;
        for (String entry : TextLists.split(text)) {
            position++;
            if (EMAIL.matcher(entry).matches()) {
                emails.add(entry);
            } else {
                problems.add(
                        Setting.SUPER_ADMIN_EMAILS,
                        "entry " + position,
                        "not-an-email",
                        "`" + entry + "` is not an e-mail address",
                        "write addresses such as ada@example.com, separated by commas");
            }
        }
        return emails;
    }
}
