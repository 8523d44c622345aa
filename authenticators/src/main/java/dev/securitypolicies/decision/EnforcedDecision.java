package dev.securitypolicies.decision;

import dev.securitypolicies.decision.AccessDecision.Refused;
import java.util.List;
import java.util.Optional;

/**
 * A decision and what becomes of it: in report-only mode (R14) and behind broken glass (R13) it is recorded and nothing else.
 *
 * @param decision what the policy says
 * @param address for which address
 * @param enforcement what becomes of it
 */
public record EnforcedDecision(AccessDecision decision, PolicyAddress address, Enforcement enforcement) {

    /** Whether the decision is carried out. */
    public boolean isEnforced() {
        return enforcement == Enforcement.ENFORCE;
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

    /** The same request, refused for another reason. */
    public EnforcedDecision refusedFor(Reason reason) {
        return new EnforcedDecision(new Refused(reason, decision.roles()), address, enforcement);
    }
}
