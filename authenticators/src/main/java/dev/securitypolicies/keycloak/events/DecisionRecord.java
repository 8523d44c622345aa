package dev.securitypolicies.keycloak.events;

import dev.securitypolicies.decision.EnforcedDecision;
import dev.securitypolicies.decision.Reason;
import dev.securitypolicies.keycloak.compat.LogText;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.keycloak.common.util.Time;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.Event;
import org.keycloak.events.EventType;
import org.keycloak.models.UserModel;

/**
 * What an auditor reads of a decision, as an event of Keycloak.
 *
 * @param context who asked for what
 * @param decision what was decided
 */
record DecisionRecord(DecisionContext context, EnforcedDecision decision) {

    /** Characters of the column. */
    private static final int LONGEST_ADDRESS = 255;

    /** The event of a refusal, enforced or only reported. */
    Event refusal(Reason reason) {
        Event event = event(reason, decision.isEnforced() ? context.refusalType() : RecordDetails.NOTICE);
        if (decision.isEnforced()) {
            event.setError(Errors.ACCESS_DENIED);
        }
        event.getDetails()
                .put(
                        RecordDetails.REFERENCE,
                        RefusalReference.of(context.realm(), context.user(), decision.address(), reason));
        return event;
    }

    /** The event of a login, for a realm that stores none itself. */
    Event login(String id) {
        Event event = new Event();
        event.setId(id);
        event.setTime(Time.currentTimeMillis());
        event.setType(EventType.LOGIN);
        describe(event);
        event.setDetails(new HashMap<>(Map.of(
                RecordDetails.ADDRESS, decision.address().text(),
                RecordDetails.ADDRESS_SOURCE, decision.address().derivedFrom(),
                RecordDetails.RECORD, RecordDetails.FIRST_OF_DAY)));
        return event;
    }

    /** An event of this type. */
    Event event(Reason reason, EventType type) {
        Event event = new Event();
        event.setId(UUID.randomUUID().toString());
        event.setTime(Time.currentTimeMillis());
        event.setType(type);
        describe(event);
        context.sessionId().ifPresent(event::setSessionId);
        Map<String, String> details = new HashMap<>();
        details.put(RecordDetails.REASON, reason.code());
        details.put(RecordDetails.ADDRESS, decision.address().text());
        details.put(RecordDetails.ADDRESS_SOURCE, decision.address().derivedFrom());
        details.put(RecordDetails.DOOR, context.door().code());
        details.put(RecordDetails.MODE, decision.enforcement().code());
        context.user()
                .map(UserModel::getUsername)
                .ifPresent(name -> details.put(Details.USERNAME, LogText.value(name)));
        context.page().map(LogText::value).ifPresent(page -> details.put(RecordDetails.PAGE, page));
        event.setDetails(details);
        return event;
    }

    private void describe(Event event) {
        event.setRealmId(context.realm().getId());
        event.setRealmName(context.realm().getName());
        context.clientId().map(LogText::value).ifPresent(event::setClientId);
        context.user().map(UserModel::getId).ifPresent(event::setUserId);
        event.setIpAddress(fitting(decision.address().text()));
    }

    /** A chain of tokens can have many addresses; all of them stand in the details. */
    private static String fitting(String addresses) {
        return addresses.substring(0, Math.min(addresses.length(), LONGEST_ADDRESS));
    }
}
