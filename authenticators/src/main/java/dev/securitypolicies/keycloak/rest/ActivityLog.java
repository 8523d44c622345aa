package dev.securitypolicies.keycloak.rest;

import dev.securitypolicies.keycloak.change.ChangeRecord;
import dev.securitypolicies.keycloak.events.RecordDetails;
import dev.securitypolicies.keycloak.representation.ActivityRepresentation;
import dev.securitypolicies.keycloak.representation.ActivityRepresentation.Entry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.Event;
import org.keycloak.events.EventQuery;
import org.keycloak.events.EventStoreProvider;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.AdminEventQuery;

/**
 * The pack's records in the event store, newest first. The store filters by kind, time, address and user; what only the details of
 * an event tell is filtered here, so that a bounded part of the store is read.
 */
final class ActivityLog {

    private static final int PAGE = 500;
    private static final int MOST_READ = 5_000;

    private final AdminRequest request;
    private final ActivityEntries entries;
    private final @Nullable EventStoreProvider store;

    ActivityLog(AdminRequest request) {
        this.request = request;
        this.entries = new ActivityEntries(request);
        this.store = request.session().getProvider(EventStoreProvider.class);
    }

    ActivityRepresentation answer(ActivityFilter filter) {
        List<Dated> found = new ArrayList<>();
        if (store != null) {
            found.addAll(read(filter.max(), first -> records(store, filter, first)));
            if (filter.admitsChanges()) {
                found.addAll(read(filter.max(), first -> changes(store, filter, first)));
            }
        }
        return new ActivityRepresentation(found.stream()
                .sorted(Comparator.comparingLong(Dated::time).reversed())
                .limit(filter.max())
                .map(Dated::entry)
                .toList());
    }

    private record Dated(long time, Entry entry) {}

    /** What was read of one page of the store, and whether there is another. */
    private record Page(List<Dated> found, boolean last) {}

    private static List<Dated> read(int max, Function<Integer, Page> pages) {
        List<Dated> found = new ArrayList<>();
        for (int first = 0; first < MOST_READ && found.size() < max; first += PAGE) {
            Page page = pages.apply(first);
            found.addAll(page.found());
            if (page.last()) {
                break;
            }
        }
        return found;
    }

    private Page records(EventStoreProvider events, ActivityFilter filter, int first) {
        EventQuery query = events.createQuery()
                .realm(request.realm().getId())
                .type(RecordDetails.types())
                .orderByDescTime()
                .firstResult(first)
                .maxResults(PAGE);
        filter.userId().ifPresent(query::user);
        filter.address().ifPresent(query::ipAddress);
        filter.since().ifPresent(query::fromDate);
        filter.until().ifPresent(query::toDate);
        List<Event> page = query.getResultStream().toList();
        List<Dated> found = page.stream()
                .filter(event -> isMeant(event, filter))
                .map(event -> new Dated(event.getTime(), entries.of(event)))
                .toList();
        return new Page(found, page.size() < PAGE);
    }

    private static boolean isMeant(Event event, ActivityFilter filter) {
        Map<String, String> details = Optional.ofNullable(event.getDetails()).orElse(Map.of());
        Optional<String> reason = Optional.ofNullable(details.get(RecordDetails.REASON));
        return reason.isPresent()
                && filter.reason().map(reason.get()::equals).orElse(true)
                && filter.user()
                        .map(name -> name.equals(details.get("username")))
                        .orElse(true)
                && filter.role()
                        .map(ActivityEntries.withheld(details)::contains)
                        .orElse(true);
    }

    private Page changes(EventStoreProvider events, ActivityFilter filter, int first) {
        AdminEventQuery query = events.createAdminQuery()
                .realm(request.realm().getId())
                .resourcePath(ChangeRecord.PATHS + "*")
                .orderByDescTime()
                .firstResult(first)
                .maxResults(PAGE);
        filter.since().ifPresent(query::fromTime);
        filter.until().ifPresent(query::toTime);
        filter.address().ifPresent(query::authIpAddress);
        List<AdminEvent> page = query.getResultStream().toList();
        List<Dated> found = page.stream()
                .filter(event -> ChangeRecord.RESOURCE_TYPE.equals(event.getResourceTypeAsString()))
                .map(event -> new Dated(event.getTime(), entries.of(event)))
                .toList();
        return new Page(found, page.size() < PAGE);
    }
}
