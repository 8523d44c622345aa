package dev.securitypolicies.keycloak.events;

import dev.securitypolicies.decision.EnforcedDecision;
import dev.securitypolicies.decision.Membership;
import dev.securitypolicies.decision.Reason;
import dev.securitypolicies.decision.Role;
import dev.securitypolicies.keycloak.compat.EventTypes;
import dev.securitypolicies.keycloak.compat.LogText;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.keycloak.events.Event;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;

/**
 * Writes what was refused or withheld to the event store and to the server log, whether or not the realm has switched event
 * saving on (R12). A refusal is stored even if the request is rolled back; what goes with a permitted request is part of it.
 */
final class DecisionEvents {

    private static final Logger LOG = Logger.getLogger("dev.securitypolicies.audit");

    private final KeycloakSession session;

    DecisionEvents(KeycloakSession session) {
        this.session = session;
    }

    /** Records what the policy refuses, whether that is enforced or only reported. */
    void refused(DecisionContext context, EnforcedDecision decision) {
        Reason reason = decision.refusal().orElseThrow();
        Event event = new DecisionRecord(context, decision).refusal(reason);
        DecisionMetrics.refused(context.door(), reason.code(), decision.isEnforced());
        log(event);
        store().refusal(session, key(context, event), event);
    }

    /**
     * Records a refusal for which Keycloak writes an error event itself: ours then is that event with our details, and is
     * stored separately only if the realm would not store it.
     */
    void refusedWithEvent(DecisionContext context, EnforcedDecision decision, EventBuilder keycloakEvent) {
        Reason reason = decision.refusal().orElseThrow();
        Event event = new DecisionRecord(context, decision).refusal(reason);
        if (decision.isEnforced()) {
            event.getDetails().forEach(keycloakEvent::detail);
            context.user().ifPresent(keycloakEvent::user);
            if (!decision.address().isUnknown()) {
                keycloakEvent.ipAddress(event.getIpAddress()); // else it is what the header says
            }
        }
        DecisionMetrics.refused(context.door(), reason.code(), decision.isEnforced());
        log(event);
        if (!(decision.isEnforced() && EventTypes.isStored(context.realm(), event.getType()))) {
            store().refusal(session, key(context, event), event);
        }
    }

    /** Records which roles and organizations the address takes away, once per session and set of them. */
    void withheld(DecisionContext context, EnforcedDecision decision, UserSessionModel userSession) {
        List<Role> roles = decision.decision().withheld();
        List<Membership> organizations = decision.decision().withheldOrganizations();
        boolean nothing = roles.isEmpty() && organizations.isEmpty();
        if (nothing || !WithheldNote.isNew(userSession, roles, organizations)) {
            return;
        }
        Reason reason = roles.isEmpty() ? Reason.ORGANIZATIONS_WITHHELD : Reason.ROLES_WITHHELD;
        Event event = new DecisionRecord(context, decision).event(reason, RecordDetails.NOTICE);
        detail(event, RecordDetails.ROLES_WITHHELD, roles.stream().map(Role::key));
        detail(
                event,
                RecordDetails.ORGANIZATIONS_WITHHELD,
                organizations.stream().map(Membership::alias));
        DecisionMetrics.withheld(context.door(), reason.code());
        log(event);
        store().notice(session, event);
    }

    private static void detail(Event event, String name, Stream<String> values) {
        String joined = values.sorted().collect(Collectors.joining("::"));
        if (!joined.isEmpty()) {
            event.getDetails().put(name, joined);
        }
    }

    /** Records that something was done or seen. */
    void notice(DecisionContext context, EnforcedDecision decision, Reason reason, Map<String, String> more) {
        store().notice(session, noticeOf(context, decision, reason, more));
    }

    private static Event noticeOf(
            DecisionContext context, EnforcedDecision decision, Reason reason, Map<String, String> more) {
        Event event = new DecisionRecord(context, decision).event(reason, RecordDetails.NOTICE);
        more.forEach((name, value) -> event.getDetails().put(name, LogText.value(value)));
        DecisionMetrics.noticed(context.door(), reason.code());
        log(event);
        return event;
    }

    /** A login or a token came of it. */
    void passed(DecisionContext context, EnforcedDecision decision, UserSessionModel userSession) {
        session.getProvider(DecisionEventStoreProvider.class).logins().passed(session, context, decision, userSession);
    }

    private DecisionEventStore store() {
        return session.getProvider(DecisionEventStoreProvider.class).store();
    }

    /** What is aggregated together: the page asked for, or for doors without pages the door and the type of event. */
    private static RefusalAggregator.Key key(DecisionContext context, Event event) {
        return new RefusalAggregator.Key(
                event.getRealmId(),
                Objects.requireNonNullElse(event.getUserId(), ""),
                event.getIpAddress(),
                event.getDetails().getOrDefault(RecordDetails.REASON, ""),
                context.page().orElse(context.door().code() + " " + event.getType()));
    }

    private static void log(Event event) {
        LOG.infof(
                "realm `%s`, client `%s`: %s",
                LogText.safe(event.getRealmName()),
                event.getClientId(),
                LogText.safe(new TreeMap<>(event.getDetails()).toString()));
    }
}
