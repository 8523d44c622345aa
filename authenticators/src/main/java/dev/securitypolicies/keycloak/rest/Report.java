package dev.securitypolicies.keycloak.rest;

import dev.securitypolicies.keycloak.compat.StoredEvents;
import dev.securitypolicies.keycloak.events.RecordDetails;
import dev.securitypolicies.keycloak.insight.Networks;
import dev.securitypolicies.keycloak.report.Controls;
import dev.securitypolicies.keycloak.report.FactorCoverage;
import dev.securitypolicies.keycloak.report.PolicyWords;
import dev.securitypolicies.keycloak.report.RecordHash;
import dev.securitypolicies.keycloak.report.RefusalCounts;
import dev.securitypolicies.keycloak.representation.MatrixRepresentation;
import dev.securitypolicies.keycloak.representation.NetworksRepresentation.Network;
import dev.securitypolicies.keycloak.representation.PeopleRepresentation;
import dev.securitypolicies.keycloak.representation.ReportRepresentation;
import dev.securitypolicies.keycloak.representation.ReportRepresentation.Change;
import dev.securitypolicies.keycloak.representation.ReportRepresentation.Coverage;
import dev.securitypolicies.keycloak.representation.ReportRepresentation.Records;
import dev.securitypolicies.policy.SecurityPolicy;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts the auditor's report together, from stored records and what is stored of the realm. What cannot be told is left out and named; nothing of today
 * takes its place.
 */
final class Report {

    private static final String NOT_REBUILT = "The policy at the end of the time cannot be rebuilt from the records.";

    private final AdminRequest request;
    private final long deadline;
    private final RecordHash hash = new RecordHash();
    private final RecordHash ofLogins = new RecordHash();
    private final RefusalCounts counts = new RefusalCounts();
    private final ReportGaps gaps;
    private long decisions;
    private long logins;

    Report(AdminRequest request, long deadline) {
        this.request = request;
        this.deadline = deadline;
        this.gaps = new ReportGaps(request.realm());
    }

    ReportRepresentation of(LocalDate first, LocalDate last) {
        long since = first.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
        long until = last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli() - 1;
        gaps.expired(since);
        ReportChanges changes = new ReportChanges(request, deadline, gaps);
        Optional<SecurityPolicy> atTheEnd = changes.rebuild(since, until);
        List<Network> networks = networks(atTheEnd, since, until);
        decisions(since, until);
        List<Change> told = changes.read(hash, since, until);
        Coverage coverage = coverage();
        PeopleRepresentation people = new People(request).answer();
        gaps.add(!people.complete(), "Not all users, groups and clients with rules of their own are listed.");
        MatrixRepresentation matrix = atTheEnd.map(policy -> new Matrix(request, policy, deadline).with(networks))
                .orElse(new MatrixRepresentation(List.of(), List.of(), false));
        gaps.add(
                atTheEnd.isPresent() && !matrix.complete(), "Not all of who can enter from where could be worked out.");
        List<String> named = gaps.all();
        return new ReportRepresentation(
                request.realm().getName(),
                first.toString(),
                last.toString(),
                atTheEnd.map(PolicyWords::of).orElse(List.of(NOT_REBUILT)),
                matrix,
                coverage,
                people,
                told,
                counts.answer(),
                counts.days(),
                changes.reportOnly()
                        .map(periods -> Stream.concat(periods.stream(), counts.breakGlass().stream())
                                .toList())
                        .orElse(null),
                new StatusReport(request).answer().findings(),
                Controls.ALL,
                new Records(decisions, changes.count(), logins, hash.hex(), ofLogins.hex(), named, named.isEmpty()));
    }

    private void decisions(long since, long until) {
        boolean all = new StoredEvents(
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
        gaps.add(!all, "There was not enough time for all records of decisions.");
    }

    private List<Network> networks(Optional<SecurityPolicy> policy, long since, long until) {
        Networks seen = new Networks(policy.orElse(SecurityPolicy.NONE), deadline, login -> {
            logins++;
            ofLogins.add(login);
        });
        List<Network> networks = seen.between(request.session(), request.realm(), since, until, 1)
                .networks();
        gaps.add(System.nanoTime() - deadline > 0, "There was not enough time for all records of logins.");
        gaps.add(seen.isCut(), "Not all networks that people came from are known.");
        return networks;
    }

    private Coverage coverage() {
        SecurityPolicy policy = request.policies().policy(request.realm()).policy();
        Coverage coverage = new FactorCoverage(request.session(), request.realm(), policy.mfa()).look(deadline);
        gaps.add(!coverage.complete(), "There was not enough time to look at the second factors of all users.");
        return coverage;
    }
}
