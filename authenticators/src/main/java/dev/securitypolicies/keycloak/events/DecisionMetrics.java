package dev.securitypolicies.keycloak.events;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts decisions on Keycloak's own metrics endpoint: `keycloak_security_policy_decisions_total`. */
final class DecisionMetrics {

    private static final String NAME = "keycloak.security.policy.decisions";

    /** To look one up in the registry costs more than to count. */
    private static final Map<Kind, Counter> COUNTERS = new ConcurrentHashMap<>();

    /** Nearly all are of these. */
    private static final Map<Door, Counter> ALLOWED = new ConcurrentHashMap<>();

    private DecisionMetrics() {}

    /** A request that may go on with all it has. */
    static void allowed(Door door) {
        ALLOWED.computeIfAbsent(door, any -> new Kind(any, "allowed", "none").counter())
                .increment();
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
        COUNTERS.computeIfAbsent(new Kind(door, outcome, reason), Kind::counter).increment();
    }

    /** What is counted together; doors, outcomes and reasons are few. */
    private record Kind(Door door, String outcome, String reason) {

        Counter counter() {
            return Metrics.counter(NAME, "door", door.code(), "outcome", outcome, "reason", reason);
        }
    }
}
