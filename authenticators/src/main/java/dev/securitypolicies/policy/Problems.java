package dev.securitypolicies.policy;

import java.util.ArrayList;
import java.util.List;

/** Collects the problems of all attributes while they are read, so that an admin sees them at once. */
final class Problems {

    private final List<Problem> found = new ArrayList<>();

    void add(Setting setting, String position, String code, String message, String hint) {
        add(setting.attribute(), position, code, message, hint);
    }

    void add(String attribute, String position, String code, String message, String hint) {
        found.add(new Problem(attribute, position, code, message, hint));
    }

    List<Problem> all() {
        return List.copyOf(found);
    }
}
