package dev.securitypolicies.keycloak.events;

import dev.securitypolicies.decision.EnforcedDecision;
import dev.securitypolicies.decision.Reason;
import dev.securitypolicies.decision.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.Event;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;

/**
 * Writes what was refused or withheld to the event store and to the server log, whether or not the realm has switched event
 * saving on (R12). A refusal is stored even if the request is rolled back; what goes with a permitted request is part of it.
 */
public final class DecisionEvents {

    /** The detail that marks an event as a record of the pack; its value is a reason code. */
    public static final String REASON = "policy_reason";

    private static final String ADDRESS = "policy_address";
    private static final String ADDRESS_SOURCE = "policy_address_source";
    private static final String DOOR = "policy_door";
    private static final String MODE = "policy_mode";
    private static final String PAGE = "policy_page";
    private static final String ROLES_WITHHELD = "policy_roles_withheld";

    /** DecisionEvents that are no refusal: the pack has no event type of its own, and this one counts nothing else. */
    private static final EventType NOTICE = EventType.CUSTOM_REQUIRED_ACTION;

    private static final int LONGEST = 255;

    private static final Logger LOG = Logger.getLogger("dev.securitypolicies.audit");

    private final KeycloakSession session;

    public DecisionEvents(KeycloakSession session) {
        this.session = session;
    }

    /** DecisionEvents that the policy refuses, whether that is enforced or only reported. */
    public void refused(DecisionContext circumstances, EnforcedDecision ruling, Reason reason) {
        Event event = refusal(circumstances, ruling, reason);
        DecisionMetrics.refused(circumstances.door(), reason.code(), ruling.isEnforced());
        log(event);
        store().refusal(session, key(circumstances, event), event);
    }

    /**
     * DecisionEvents a refusal for which Keycloak writes an error event itself: ours then is that event with our details, and is
     * stored separately only if the realm would not store it.
     */
    public void refusedWithEvent(
            DecisionContext circumstances, EnforcedDecision ruling, Reason reason, EventBuilder keycloakEvent) {
        Event event = refusal(circumstances, ruling, reason);
        event.getDetails().forEach(keycloakEvent::detail);
        circumstances.user().ifPresent(keycloakEvent::user);
        DecisionMetrics.refused(circumstances.door(), reason.code(), ruling.isEnforced());
        log(event);
        if (!(ruling.isEnforced() && isStored(circumstances.realm(), event.getType()))) {
            store().refusal(session, key(circumstances, event), event);
        }
    }

    /** DecisionEvents which roles the address takes away, once per session and set of roles. */
    public void withheld(DecisionContext circumstances, EnforcedDecision ruling, UserSessionModel userSession) {
        List<Role> roles = ruling.decision().withheld();
        if (roles.isEmpty() || !WithheldRolesNote.isNew(userSession, roles)) {
            return;
        }
        Event event = event(circumstances, ruling, Reason.ROLES_WITHHELD, NOTICE);
        event.getDetails()
                .put(ROLES_WITHHELD, roles.stream().map(Role::key).sorted().collect(Collectors.joining("::")));
        DecisionMetrics.withheld(circumstances.door(), Reason.ROLES_WITHHELD.code());
        log(event);
        store().notice(session, event);
    }

    /** DecisionEvents that something was done or seen. */
    public void notice(
            DecisionContext circumstances, EnforcedDecision ruling, Reason reason, Map<String, String> more) {
        store().notice(session, noticeOf(circumstances, ruling, reason, more));
    }

    private static Event noticeOf(
            DecisionContext circumstances, EnforcedDecision ruling, Reason reason, Map<String, String> more) {
        Event event = event(circumstances, ruling, reason, NOTICE);
        more.forEach((name, value) -> event.getDetails().put(name, clean(value)));
        DecisionMetrics.noticed(circumstances.door(), reason.code());
        log(event);
        return event;
    }

    private DecisionEventStore store() {
        return session.getProvider(DecisionEventStoreProvider.class).store();
    }

    /** The page of a door that has but one is the door, for one kind of request. */
    private static RefusalAggregator.Key key(DecisionContext circumstances, Event event) {
        return new RefusalAggregator.Key(
                event.getRealmId(),
                Objects.requireNonNullElse(event.getUserId(), ""),
                event.getIpAddress(),
                event.getDetails().getOrDefault(REASON, ""),
                circumstances.page().orElse(circumstances.door().code() + " " + event.getType()));
    }

    private static Event refusal(DecisionContext circumstances, EnforcedDecision ruling, Reason reason) {
        Event event = event(circumstances, ruling, reason, ruling.isEnforced() ? circumstances.refusalType() : NOTICE);
        if (ruling.isEnforced()) {
            event.setError(Errors.ACCESS_DENIED);
        }
        return event;
    }

    private static Event event(DecisionContext circumstances, EnforcedDecision ruling, Reason reason, EventType type) {
        Event event = new Event();
        event.setId(UUID.randomUUID().toString());
        event.setTime(Time.currentTimeMillis());
        event.setType(type);
        event.setRealmId(circumstances.realm().getId());
        event.setRealmName(circumstances.realm().getName());
        circumstances.clientId().map(DecisionEvents::clean).ifPresent(event::setClientId);
        circumstances.user().map(UserModel::getId).ifPresent(event::setUserId);
        event.setIpAddress(ruling.address().text());
        circumstances.sessionId().ifPresent(event::setSessionId);
        Map<String, String> details = new HashMap<>();
        details.put(REASON, reason.code());
        details.put(ADDRESS, ruling.address().text());
        details.put(ADDRESS_SOURCE, ruling.address().derivedFrom());
        details.put(DOOR, circumstances.door().code());
        details.put(MODE, ruling.enforcement().code());
        circumstances.user().map(UserModel::getUsername).ifPresent(name -> details.put(Details.USERNAME, clean(name)));
        circumstances.page().map(DecisionEvents::clean).ifPresent(page -> details.put(PAGE, page));
        event.setDetails(details);
        return event;
    }

    /** What a client wrote must fit into a column of the store, and must not forge a line of the log. */
    private static String clean(String text) {
        String printable = text.replaceAll("\\p{Cntrl}", " ");
        return printable.substring(0, Math.min(printable.length(), LONGEST));
    }

    private static boolean isStored(RealmModel realm, EventType type) {
        List<String> enabled = realm.getEnabledEventTypesStream().toList();
        return realm.isEventsEnabled() && (enabled.isEmpty() ? type.isSaveByDefault() : enabled.contains(type.name()));
    }

    private static void log(Event event) {
        LOG.infof(
                "realm `%s`, client `%s`: %s",
                event.getRealmName(), event.getClientId(), new TreeMap<>(event.getDetails()));
    }
}
