package dev.securitypolicies.keycloak.rest;

import dev.securitypolicies.keycloak.representation.StatusRepresentation.Finding;
import dev.securitypolicies.keycloak.representation.StatusRepresentation.Severity;
import dev.securitypolicies.policy.Problem;
import java.util.ArrayList;
import java.util.List;

/** Collects what deserves attention. */
final class Findings {

    private final List<Finding> found = new ArrayList<>();

    void add(Severity severity, Problem problem) {
        found.add(new Finding(severity, problem.code(), problem.message(), problem.hint(), problem.path()));
    }

    void add(Severity severity, String code, String message, String fix) {
        found.add(new Finding(severity, code, message, fix, null));
    }

    List<Finding> all() {
        return List.copyOf(found);
    }
}
