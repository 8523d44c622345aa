package dev.securitypolicies.keycloak.token;

import dev.securitypolicies.decision.RoleDecision;
import dev.securitypolicies.keycloak.issue.IssueDecision;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Roles that a client's tokens show under other names than their own.
 *
 * @param decision the decision that the tokens are issued by
 * @param renames from the key of each such role to the key that the tokens show
 */
record RenamedRoles(IssueDecision decision, Map<String, String> renames) {

    boolean areNone() {
        return renames.isEmpty();
    }

    /** The names of those roles that the presented token goes as far as. */
    Set<String> belowCeiling() {
        return renames.entrySet().stream()
                .filter(rename -> decision.isBelowCeiling(rename.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.toSet());
    }

    /** The roles that are meant by the names in a token, as far as its user has them. */
    Set<String> meantBy(Set<String> shown) {
        Set<String> meant = new HashSet<>(shown);
        meant.removeAll(renames.values());
        Set<String> candidates = new HashSet<>(renames.values());
        renames.forEach((original, renamed) -> {
            if (shown.contains(renamed)) {
                candidates.add(original);
            }
        });
        decision.enforced().decision().roleDecisions().stream()
                .filter(RoleDecision::kept)
                .map(kept -> kept.role().key())
                .filter(decision::isBelowCeiling)
                .filter(key -> candidates.contains(key) && (renames.containsKey(key) || shown.contains(key)))
                .forEach(meant::add);
        return meant;
    }
}
