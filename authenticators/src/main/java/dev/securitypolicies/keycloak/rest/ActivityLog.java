package dev.securitypolicies.keycloak.rest;

import dev.securitypolicies.keycloak.change.ChangeRecord;
import dev.securitypolicies.keycloak.events.RecordDetails;
import dev.securitypolicies.keycloak.representation.ActivityRepresentation;
import dev.securitypolicies.keycloak.representation.ActivityRepresentation.Entry;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.Time;
import org.keycloak.events.Event;
import org.keycloak.events.EventQuery;
import org.keycloak.events.EventStoreProvider;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.AdminEventQuery;

/**
 * The pack's records in the event store, newest first, page by page back to the first one. The store filters by kind and time; what only
 * the details of an event tell is filtered here, a bounded part of the store for each answer: the address, too, since a record of a
 * chain of tokens has several.
 */
final class ActivityLog {

    private static final Comparator<ActivityRecord> NEWEST_FIRST =
            Comparator.comparingLong(ActivityRecord::time).reversed().thenComparing(ActivityRecord::id);

    private final AdminRequest request;
    private final ActivityFilter filter;
    private final int max;
    private final Optional<ActivityCursor> before;
    private final ActivityEntries entries;
    private final long now = Time.currentTimeMillis();
    private final @Nullable EventStoreProvider store;

    ActivityLog(AdminRequest request, ActivityParameters parameters) {
        this.request = request;
        this.filter = ActivityFilter.of(parameters);
        this.max = parameters.max();
        this.before = parameters.before();
        this.entries = new ActivityEntries(request);
        this.store = request.session().getProvider(EventStoreProvider.class);
    }

    ActivityRepresentation answer() {
        if (store == null) {
            return new ActivityRepresentation(List.of(), null);
        }
        int skip = before.map(ActivityCursor::skip).orElse(0);
        EventStoreProvider events = store;
        ActivityReader decisions = new ActivityReader(max + skip, filter::admits);
        ActivityReader changes = new ActivityReader(max + skip, filter::admits);
        if (filter.admitsDecisions()) {
            decisions.read((first, count) -> decisions(events, first, count));
        }
        if (filter.admitsChanges()) {
            changes.read((first, count) -> changes(events, first, count));
        }
        long horizon = Math.max(decisions.horizon(), changes.horizon());
        List<ActivityRecord> certain = Stream.concat(decisions.found().stream(), changes.found().stream())
                .filter(found -> found.time() > horizon)
                .distinct()
                .sorted(NEWEST_FIRST)
                .toList();
        List<ActivityRecord> page = certain.stream().skip(skip).limit(max).toList();
        return new ActivityRepresentation(
                page.stream().map(ActivityRecord::entry).toList(), next(certain, skip + page.size(), horizon));
    }

    /** Where to go on: behind the last entry that was given, or where nothing has been read yet; null if that was all. */
    private static @Nullable String next(List<ActivityRecord> certain, int given, long horizon) {
        if (given < certain.size()) {
            long time = certain.get(given - 1).time();
            int alike = (int) certain.stream()
                    .limit(given)
                    .filter(found -> found.time() == time)
                    .count();
            return new ActivityCursor(time, alike).text();
        }
        return horizon == ActivityReader.READ_ALL ? null : new ActivityCursor(horizon, 0).text();
    }

    private Stream<ActivityRecord> decisions(EventStoreProvider events, int first, int count) {
        EventQuery query = events.createQuery()
                .realm(request.realm().getId())
                .type(RecordDetails.types())
                .orderByDescTime()
                .firstResult(first)
                .maxResults(count);
        filter.since().ifPresent(query::fromDate);
        query.toDate(newest());
        return query.getResultStream().map(this::record);
    }

    /** What comes in while this reads must not shift what it reads. */
    private long newest() {
        long until = filter.until().orElse(Long.MAX_VALUE);
        return Math.min(Math.min(until, before.map(ActivityCursor::time).orElse(Long.MAX_VALUE)), now);
    }

    private ActivityRecord record(Event event) {
        boolean ours = event.getDetails() != null && event.getDetails().containsKey(RecordDetails.REASON);
        return new ActivityRecord(event.getTime(), event.getId(), ours ? entries.of(event) : null);
    }

    private Stream<ActivityRecord> changes(EventStoreProvider events, int first, int count) {
        AdminEventQuery query = events.createAdminQuery()
                .realm(request.realm().getId())
                .resourcePath(ChangeRecord.PATHS + "*")
                .orderByDescTime()
                .firstResult(first)
                .maxResults(count);
        filter.since().ifPresent(query::fromTime);
        filter.address().ifPresent(query::authIpAddress);
        query.toTime(newest());
        return query.getResultStream().map(this::record);
    }

    private ActivityRecord record(AdminEvent event) {
        boolean ours = ChangeRecord.RESOURCE_TYPE.equals(event.getResourceTypeAsString());
        Entry entry = ours ? entries.of(event) : null;
        return new ActivityRecord(event.getTime(), event.getId(), entry);
    }
}
