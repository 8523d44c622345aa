package dev.securitypolicies.decision;

import dev.securitypolicies.decision.Decision.Refused;
import dev.securitypolicies.policy.SecurityPolicy.Mode;
import java.util.List;
import java.util.Optional;

/**
 * A decision and what becomes of it: in report-only mode it is recorded and nothing else (R14).
 *
 * @param decision what the policy says
 * @param address for which address
 * @param mode whether it is enforced
 */
public record Ruling(Decision decision, PolicyAddress address, Mode mode) {

    /** Whether the decision is carried out. */
    public boolean isEnforced() {
        return mode == Mode.ENFORCE;
    }

    /** Why the policy refuses, enforced or not; empty if it allows. */
    public Optional<Reason> refusal() {
        return decision instanceof Refused refused ? Optional.of(refused.reason()) : Optional.empty();
    }

    /** Why the request must be refused now; empty if it may go on. */
    public Optional<Reason> enforcedRefusal() {
        return isEnforced() ? refusal() : Optional.empty();
    }

    /** The roles that must be taken away now. */
    public List<Role> enforcedWithheld() {
        return isEnforced() ? decision.withheld() : List.of();
    }
}
