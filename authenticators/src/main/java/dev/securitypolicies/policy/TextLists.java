package dev.securitypolicies.policy;

import java.util.List;
import java.util.regex.Pattern;

/** Lists as an admin types them into one attribute: separated by commas or line breaks. */
final class TextLists {

    private static final Pattern SEPARATOR = Pattern.compile("[,\\r\\n]+");

    private TextLists() {}

    /** The entries without the white space around them; an empty one stands for nothing and is left out. */
    static List<String> split(String text) {
        return SEPARATOR
                .splitAsStream(text)
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    static String join(Iterable<String> entries) {
        return String.join(", ", entries);
    }
}
