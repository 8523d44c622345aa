package dev.securitypolicies.keycloak.rest;

import dev.securitypolicies.decision.Enforcement;
import dev.securitypolicies.keycloak.change.ChangeRecord;
import dev.securitypolicies.keycloak.compat.StoredEvents;
import dev.securitypolicies.keycloak.events.RecordDetails;
import dev.securitypolicies.keycloak.insight.CompositeRoles;
import dev.securitypolicies.keycloak.insight.Impact;
import dev.securitypolicies.keycloak.report.Controls;
import dev.securitypolicies.keycloak.report.FactorCoverage;
import dev.securitypolicies.keycloak.report.PolicyWords;
import dev.securitypolicies.keycloak.report.RecordHash;
import dev.securitypolicies.keycloak.report.RefusalCounts;
import dev.securitypolicies.keycloak.representation.ActivityRepresentation.Entry;
import dev.securitypolicies.keycloak.representation.ImpactRepresentation.AccessChange;
import dev.securitypolicies.keycloak.representation.ReportRepresentation;
import dev.securitypolicies.keycloak.representation.ReportRepresentation.Change;
import dev.securitypolicies.keycloak.representation.ReportRepresentation.Records;
import dev.securitypolicies.policy.SecurityPolicy;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.events.EventStoreProvider;
import org.keycloak.events.admin.AdminEvent;

/** Puts the auditor's report together, from stored records and what is stored of the realm. */
final class Report {

    private static final int MOST_CHANGES = 2_000;

    private final AdminRequest request;
    private final long deadline;
    private final RecordHash hash = new RecordHash();
    private final RefusalCounts counts = new RefusalCounts();
    private final Map<String, List<AccessChange>> effects = new HashMap<>();
    private long decisions;

    Report(AdminRequest request, long deadline) {
        this.request = request;
        this.deadline = deadline;
    }

    ReportRepresentation of(LocalDate first, LocalDate last) {
        long since = first.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
        long until = last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli() - 1;
        boolean allDecisions = decisions(since, until);
        List<AdminEvent> changes = changes(since, until);
        changes.stream().limit(MOST_CHANGES).forEach(hash::add);
        EnforcementPeriods periods = new EnforcementPeriods(since, until);
        PolicyVersions versions = new PolicyVersions(request);
        boolean rebuilt = versions.walk(MOST_CHANGES, until + 1, Long.MAX_VALUE, deadline, later -> {});
        SecurityPolicy atTheEnd = PolicyVersions.policy(versions.state());
        periods.endsWith(Enforcement.of(atTheEnd.mode()));
        rebuilt &= undo(versions, since, until, periods);
        return new ReportRepresentation(
                request.realm().getName(),
                first.toString(),
                last.toString(),
                PolicyWords.of(atTheEnd),
                new Matrix(request, atTheEnd, deadline).between(since, until),
                new FactorCoverage(
                                request.session(),
                                request.realm(),
                                request.policies()
                                        .policy(request.realm())
                                        .policy()
                                        .mfa())
                        .look(deadline),
                new People(request).answer(),
                changes.stream().limit(MOST_CHANGES).map(this::change).toList(),
                counts.answer(),
                counts.days(),
                Stream.concat(periods.reportOnly().stream(), counts.breakGlass().stream())
                        .toList(),
                new StatusReport(request).answer().findings(),
                Controls.ALL,
                new Records(
                        decisions,
                        Math.min(changes.size(), MOST_CHANGES),
                        hash.hex(),
                        allDecisions && rebuilt && changes.size() <= MOST_CHANGES));
    }

    private boolean decisions(long since, long until) {
        return new StoredEvents(
                        request.session(),
                        request.realm(),
                        Stream.of(RecordDetails.types()).map(Enum::name).collect(Collectors.toSet()))
                .read(since, until, page -> {
                    page.stream().filter(RefusalCounts::isRecord).forEach(record -> {
                        decisions++;
                        hash.add(record);
                        counts.add(record);
                    });
                    return System.nanoTime() - deadline < 0;
                });
    }

    private boolean undo(PolicyVersions versions, long since, long until, EnforcementPeriods periods) {
        CompositeRoles composites = new CompositeRoles(request.realm());
        return versions.walk(MOST_CHANGES, since, until, deadline, step -> {
            effects.put(step.event().getId(), Impact.access(composites, step.comparison()));
            periods.changed(
                    step.event().getTime(),
                    Enforcement.of(PolicyVersions.policy(step.before()).mode()));
        });
    }

    /** Oldest first, and those of one moment in the order of their ids. */
    private List<AdminEvent> changes(long since, long until) {
        EventStoreProvider store = request.session().getProvider(EventStoreProvider.class);
        List<AdminEvent> found = store == null
                ? List.of()
                : store.createAdminQuery()
                        .realm(request.realm().getId())
                        .resourcePath(ChangeRecord.PATHS + "*")
                        .fromTime(since)
                        .toTime(until)
                        .orderByAscTime()
                        .maxResults(MOST_CHANGES + 1)
                        .getResultStream()
                        .filter(event -> ChangeRecord.RESOURCE_TYPE.equals(event.getResourceTypeAsString()))
                        .toList();
        List<AdminEvent> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparingLong(AdminEvent::getTime).thenComparing(AdminEvent::getId));
        return sorted;
    }

    private Change change(AdminEvent event) {
        Entry entry = new ActivityEntries(request).of(event);
        return new Change(
                entry.time(),
                entry.user(),
                entry.address(),
                entry.door(),
                event.getResourcePath().substring(ChangeRecord.PATHS.length()),
                entry.name(),
                entry.change() == null ? null : entry.change().path("changes"),
                effects.get(event.getId()));
    }
}
