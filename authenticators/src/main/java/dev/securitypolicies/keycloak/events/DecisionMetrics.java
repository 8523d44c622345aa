package dev.securitypolicies.keycloak.events;

import io.micrometer.core.instrument.Metrics;

/** Counts decisions on Keycloak's own metrics endpoint: `keycloak_security_policy_decisions_total`. */
final class DecisionMetrics {

    private static final String NAME = "keycloak.security.policy.decisions";

    private DecisionMetrics() {}

    /** A request that may go on with all it has. */
    static void allowed(Door door) {
        count(door, "allowed", "none");
    }

    static void refused(Door door, String reason, boolean enforced) {
        count(door, enforced ? "refused" : "reported", reason);
    }

    static void withheld(Door door, String reason) {
        count(door, "withheld", reason);
    }

    static void noticed(Door door, String reason) {
        count(door, "noticed", reason);
    }

    private static void count(Door door, String outcome, String reason) {
        Metrics.counter(NAME, "door", door.code(), "outcome", outcome, "reason", reason)
                .increment();
    }
}
