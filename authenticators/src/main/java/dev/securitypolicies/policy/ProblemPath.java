package dev.securitypolicies.policy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where in a {@link PolicyDocument} a problem is, as a JSON pointer (RFC 6901). */
public final class ProblemPath {

    private static final Pattern KEY = Pattern.compile("key `(.*?)`(?:,|$)");
    private static final Pattern ENTRY = Pattern.compile("entry ([0-9]+)$");

    private ProblemPath() {}

    /** `/ip/groups/vpn/1` for the second entry of the group `vpn`; empty for the whole document. */
    public static String of(Problem problem) {
        StringBuilder pointer = new StringBuilder();
        String name = problem.attribute().startsWith(Setting.PREFIX)
                ? problem.attribute().substring(Setting.PREFIX.length())
                : problem.attribute();
        if (!name.isEmpty()) {
            pointer.append('/').append(name.replace('.', '/'));
        }
        Matcher key = KEY.matcher(problem.position());
        if (key.find()) {
            pointer.append('/').append(key.group(1).replace("~", "~0").replace("/", "~1"));
        }
        Matcher entry = ENTRY.matcher(problem.position());
        if (entry.find()) {
            pointer.append('/').append(Integer.parseInt(entry.group(1)) - 1);
        }
        return pointer.toString();
    }
}
