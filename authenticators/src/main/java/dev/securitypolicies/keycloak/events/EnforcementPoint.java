package dev.securitypolicies.keycloak.events;

import dev.securitypolicies.decision.EnforcedDecision;
import dev.securitypolicies.decision.Reason;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;

/**
 * What every door does with a decision, in this order: put a refusal on record, enforced or not; put what is withheld on record; count
 * the outcome; say whether the request must be refused now. A door carries the answer out in the words of its protocol.
 */
public final class EnforcementPoint {

    private final DecisionEvents events;

    public EnforcementPoint(KeycloakSession session) {
        this.events = new DecisionEvents(session);
    }

    /** Why the request must be refused; empty if it may go on. */
    public Optional<Reason> enforce(DecisionContext context, EnforcedDecision decision) {
        return enforce(context, List.of(decision));
    }

    /** The same where several decisions must allow a request: an enforced refusal counts before one that is only reported. */
    public Optional<Reason> enforce(DecisionContext context, Collection<EnforcedDecision> decisions) {
        return enforce(context, decisions, events::refused);
    }

    /**
     * The same for a request that goes on with less, and that a login or a token comes of.
     *
     * @param userSession where the withheld roles are noted, so that they are recorded once
     */
    public Optional<Reason> enforce(DecisionContext context, EnforcedDecision decision, UserSessionModel userSession) {
        Optional<Reason> refusal = enforce(context, decision);
        if (refusal.isEmpty()) {
            events.withheld(context, decision, userSession);
            events.passed(context, decision, userSession);
        }
        return refusal;
    }

    /** The same for a request whose refusal Keycloak records by itself, with this event. */
    public Optional<Reason> enforce(DecisionContext context, EnforcedDecision decision, EventBuilder keycloakEvent) {
        return enforce(
                context, List.of(decision), (where, refused) -> events.refusedWithEvent(where, refused, keycloakEvent));
    }

    private static Optional<Reason> enforce(
            DecisionContext context,
            Collection<EnforcedDecision> decisions,
            BiConsumer<DecisionContext, EnforcedDecision> record) {
        List<EnforcedDecision> refusals = decisions.stream()
                .filter(decision -> decision.refusal().isPresent())
                .toList();
        Optional<EnforcedDecision> enforced = refusals.stream()
                .filter(decision -> decision.enforcedRefusal().isPresent())
                .findFirst();
        enforced.or(() -> refusals.stream().findFirst())
                .ifPresentOrElse(
                        decision -> record.accept(context, decision), () -> DecisionMetrics.allowed(context.door()));
        return enforced.flatMap(EnforcedDecision::enforcedRefusal);
    }

    /** For a door with pages, which folds the decision by itself: the request may go on. */
    public void allowed(DecisionContext context) {
        DecisionMetrics.allowed(context.door());
    }

    /** For a door with pages, which folds the decision by itself: the refusal is shown now. */
    public void refused(DecisionContext context, EnforcedDecision decision) {
        events.refused(context, decision);
    }

    /** Roles are missing in what Keycloak answers by itself. */
    public void withheld(DecisionContext context, EnforcedDecision decision, UserSessionModel userSession) {
        events.withheld(context, decision, userSession);
    }

    /** Something was done or seen that is no refusal. */
    public void noticed(
            DecisionContext context, EnforcedDecision decision, Reason reason, Map<String, String> details) {
        events.notice(context, decision, reason, details);
    }
}
