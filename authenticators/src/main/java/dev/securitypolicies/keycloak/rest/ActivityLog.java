package dev.securitypolicies.keycloak.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.Event;
import org.keycloak.events.EventQuery;
import org.keycloak.events.EventStoreProvider;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.AdminEventQuery;

/** The pack's records in the event store, newest first. The store cannot filter them itself, so that a bounded part of it is read. */
final class ActivityLog {

    private static final int PAGE = 500;
    private static final int MOST_READ = 5_000;
    private static final String OWN_TYPE = "SECURITY_POLICY";

    private final AdminRequest request;
    private final @Nullable EventStoreProvider store;

    ActivityLog(AdminRequest request) {
        this.request = request;
        this.store = request.session().getProvider(EventStoreProvider.class);
    }

    ObjectNode answer(ActivityFilter filter) {
        List<Entry> entries = new ArrayList<>();
        if (store != null) {
            entries.addAll(records(store, filter));
            if (filter.admitsChanges()) {
                entries.addAll(changes(store, filter));
            }
        }
        ObjectNode answer = JsonResponses.object();
        ArrayNode array = answer.putArray("activity");
        entries.stream()
                .sorted(Comparator.comparingLong(Entry::time).reversed())
                .limit(filter.max())
                .forEach(entry -> array.add(entry.json()));
        return answer;
    }

    private record Entry(long time, ObjectNode json) {}

    private List<Entry> records(EventStoreProvider events, ActivityFilter filter) {
        List<Entry> found = new ArrayList<>();
        for (int first = 0; first < MOST_READ && found.size() < filter.max(); first += PAGE) {
            EventQuery query = events.createQuery()
                    .realm(request.realm().getId())
                    .orderByDescTime()
                    .firstResult(first)
                    .maxResults(PAGE);
            filter.userId().ifPresent(query::user);
            filter.since().ifPresent(query::fromDate);
            filter.until().ifPresent(query::toDate);
            List<Event> page = query.getResultStream().toList();
            page.stream()
                    .filter(event -> isMeant(event, filter))
                    .forEach(event -> found.add(new Entry(event.getTime(), json(event))));
            if (page.size() < PAGE) {
                break;
            }
        }
        return found;
    }

    private static boolean isMeant(Event event, ActivityFilter filter) {
        Map<String, String> details = Optional.ofNullable(event.getDetails()).orElse(Map.of());
        Optional<String> reason = Optional.ofNullable(details.get("policy_reason"));
        String withheld = details.getOrDefault("policy_roles_withheld", "");
        return reason.isPresent()
                && filter.reason().map(reason.get()::equals).orElse(true)
                && filter.user()
                        .map(name -> name.equals(details.get("username")))
                        .orElse(true)
                && filter.address()
                        .map(address -> address.equals(details.get("policy_address")))
                        .orElse(true)
                && filter.role()
                        .map(List.of(withheld.split("::", -1))::contains)
                        .orElse(true)
                && filter.admits(event.getTime());
    }

    private ObjectNode json(Event event) {
        Map<String, String> details = event.getDetails();
        boolean refused = event.getError() != null;
        boolean reported = !"enforce".equals(details.getOrDefault("policy_mode", "enforce"));
        ObjectNode json = JsonResponses.object()
                .put("time", Instant.ofEpochMilli(event.getTime()).toString())
                .put("kind", refused ? "refused" : reported ? "reported" : "notice")
                .put("reason", details.get("policy_reason"))
                .put("user", request.mayNameUsers() ? details.get("username") : event.getUserId())
                .put("client", event.getClientId())
                .put("address", details.get("policy_address"))
                .put("source", details.get("policy_address_source"))
                .put("door", details.get("policy_door"))
                .put("mode", details.get("policy_mode"))
                .put("page", details.get("policy_page"))
                .put("count", Integer.parseInt(details.getOrDefault("policy_count", "1")));
        ArrayNode roles = json.putArray("roles");
        Stream.of(details.getOrDefault("policy_roles_withheld", "").split("::", -1))
                .filter(role -> !role.isEmpty())
                .forEach(roles::add);
        return json;
    }

    /** The store filters by time and address; that an event is ours can only be seen when it is read. */
    private List<Entry> changes(EventStoreProvider events, ActivityFilter filter) {
        List<Entry> found = new ArrayList<>();
        for (int first = 0; first < MOST_READ && found.size() < filter.max(); first += PAGE) {
            AdminEventQuery query = events.createAdminQuery()
                    .realm(request.realm().getId())
                    .orderByDescTime()
                    .firstResult(first)
                    .maxResults(PAGE);
            filter.since().ifPresent(query::fromTime);
            filter.until().ifPresent(query::toTime);
            filter.address().ifPresent(query::authIpAddress);
            List<AdminEvent> page = query.getResultStream().toList();
            page.stream()
                    .filter(event -> OWN_TYPE.equals(event.getResourceTypeAsString()))
                    .forEach(event -> found.add(new Entry(event.getTime(), json(event))));
            if (page.size() < PAGE) {
                break;
            }
        }
        return found.stream().limit(filter.max()).toList();
    }

    private ObjectNode json(AdminEvent event) {
        Map<String, String> details = Optional.ofNullable(event.getDetails()).orElse(Map.of());
        ObjectNode json = JsonResponses.object()
                .put("time", Instant.ofEpochMilli(event.getTime()).toString())
                .put("kind", "change")
                .put("reason", "change")
                .put("user", author(event))
                .put("address", event.getAuthDetails().getIpAddress())
                .put("source", details.get("policy_address_source"))
                .put("door", details.get("door"))
                .put("page", event.getResourcePath());
        json.set(
                "change",
                JsonResponses.parse(
                        Optional.ofNullable(event.getRepresentation()).orElse("{}")));
        return json;
    }

    private @Nullable String author(AdminEvent event) {
        String id = event.getAuthDetails().getUserId();
        var home = request.session().realms().getRealm(event.getAuthDetails().getRealmId());
        var user = id == null || home == null ? null : request.session().users().getUserById(home, id);
        return user == null || !request.mayName(user, home) ? id : user.getUsername();
    }
}
