package dev.securitypolicies.policy;

import java.util.ArrayList;
import java.util.List;

/** Collects the problems of all attributes while they are read, so that an admin sees them at once. */
final class Problems {

    private final List<Problem> found = new ArrayList<>();
    private int left;

    void add(Setting setting, String position, String code, String message, String hint) {
        add(setting.attribute(), position, code, message, hint);
    }

    void add(String attribute, String position, String code, String message, String hint) {
        if (found.size() < Limits.MOST_PROBLEMS) {
            found.add(new Problem(attribute, position, code, message, hint));
        } else {
            left++;
        }
    }

    /** All of them; of a flood the first ones, and how many there are more. */
    List<Problem> all() {
        if (left == 0) {
            return List.copyOf(found);
        }
        List<Problem> all = new ArrayList<>(found);
        all.add(new Problem(
                "", "", "more-problems", "there are " + left + " more problems", "correct the ones before first"));
        return all;
    }
}
