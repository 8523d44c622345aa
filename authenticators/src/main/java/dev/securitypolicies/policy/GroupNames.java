package dev.securitypolicies.policy;

import java.util.regex.Pattern;

/** The names an IP group may have, such that a reference to it can stand in any list. */
final class GroupNames {

    private static final Pattern NAME = Pattern.compile("[^@,\\s](?:[^,\\r\\n]{0,62}[^,\\s])?");

    private GroupNames() {}

    static boolean isValid(String name, Problems problems) {
        if (name.equals(IpPolicy.NO_RESTRICTIONS)) {
            problems.add(
                    Setting.IP_GROUPS,
                    Location.WHOLE.inKey(name),
                    "reserved-group",
                    "`" + name + "` is built in and cannot be defined",
                    "choose another name");
            return false;
        }
        if (!NAME.matcher(name).matches()) {
            problems.add(
                    Setting.IP_GROUPS,
                    Location.WHOLE.inKey(name),
                    "bad-group-name",
                    "`" + name + "` cannot be the name of an IP group",
                    "use 1 to 64 characters without commas and line breaks, not beginning with @ or a space");
            return false;
        }
        return true;
    }
}
