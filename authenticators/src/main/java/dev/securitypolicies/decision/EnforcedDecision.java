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

    /** A refusal that rests on no user. */
    public static EnforcedDecision refusing(Reason reason, PolicyAddress address, Enforcement enforcement) {
        return new EnforcedDecision(new Refused(Holdings.NONE, reason), address, enforcement);
    }

    /** Whether the decision is carried out. */
    public boolean isEnforced() {
        return enforcement == Enforcement.ENFORCE;
    }

    /** Why the policy refuses at a door without pages, enforced or not; empty if it allows. */
    public Optional<Reason> refusal() {
        return decision.refusal();
    }

    /** Why the request must be refused now; empty if it may go on. */
    public Optional<Reason> enforcedRefusal() {
        return isEnforced() ? refusal() : Optional.empty();
    }

    /** The roles that must be taken away now. */
    public List<Role> enforcedWithheld() {
        return isEnforced() ? decision.withheld() : List.of();
    }

    /** The organizations that must be taken away now (R17). */
    public List<Membership> enforcedWithheldOrganizations() {
        return isEnforced() ? decision.withheldOrganizations() : List.of();
    }

    /** Whether the set-up of a required factor is put off, so that what comes of this must not outlive it. */
    public boolean isProvisional() {
        return isEnforced() && decision instanceof AccessDecision.Provisional;
    }

    /** Whether the factor is not asked for because of the address alone, so that what comes of this is asked elsewhere. */
    public boolean isExempted() {
        return isEnforced() && decision instanceof AccessDecision.Exempted;
    }
}
