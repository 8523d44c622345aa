package dev.securitypolicies.keycloak.rest;

import dev.securitypolicies.decision.Comparison;
import dev.securitypolicies.keycloak.insight.CompositeRoles;
import dev.securitypolicies.keycloak.insight.Impact;
import dev.securitypolicies.keycloak.representation.ImpactRepresentation.AccessChange;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What many changes did to addresses, as far as one answer may hold it: a policy can have thousands of lists, and be changed every minute. */
final class EffectBudget {

    private static final int MOST_NETWORKS = 10;
    private static final int MOST_SUBJECTS = 4_000;

    private static final long MOST_TEXT = 8_000_000;

    private int left = MOST_SUBJECTS;
    private long text;
    private boolean spent;

    /** What a change did; empty where there is no room for it. */
    Optional<List<AccessChange>> effect(CompositeRoles composites, Comparison compared) {
        if (spent) {
            return Optional.empty();
        }
        List<AccessChange> access = Impact.access(composites, compared, MOST_NETWORKS);
        left -= access.size();
        spent = left < 0;
        return spent ? Optional.empty() : Optional.of(access);
    }

    /** Whether one more policy fits. */
    boolean hasRoomFor(Map<String, String> settings) {
        text += settings.values().stream().mapToLong(String::length).sum();
        return text <= MOST_TEXT;
    }

    /** Whether something did not fit. */
    boolean isSpent() {
        return spent;
    }
}
