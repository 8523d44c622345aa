package dev.securitypolicies.policy;

import java.util.ArrayList;
import java.util.List;

/** Collects the problems of all attributes while they are read, so that an admin sees them at once. */
final class Problems {

    private final List<Problem> found = new ArrayList<>();
    private int left;

    void add(Setting<?> setting, Location location, String code, String message, String hint) {
        add(setting.attribute(), location, code, message, hint);
    }

    void add(String attribute, Location location, String code, String message, String hint) {
        if (found.size() < Limits.MOST_PROBLEMS) {
            found.add(new Problem(attribute, location, code, message, hint));
        } else {
            left++;
        }
    }

    /** A name that no setting has. */
    void unknownSetting(String attribute, String written) {
        add(
                attribute,
                Location.WHOLE,
                "unknown-setting",
                "`" + written + "` is not a setting",
                "remove it or correct its name; names are case-sensitive");
    }

    /** All of them; of a flood the first ones, and how many there are more. */
    List<Problem> all() {
        if (left == 0) {
            return List.copyOf(found);
        }
        List<Problem> all = new ArrayList<>(found);
        all.add(new Problem(
                "",
                Location.WHOLE,
                "more-problems",
                "there are " + left + " more problems",
                "correct the ones before first"));
        return all;
    }
}
