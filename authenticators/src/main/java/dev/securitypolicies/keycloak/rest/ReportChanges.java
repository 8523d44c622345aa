package dev.securitypolicies.keycloak.rest;

import dev.securitypolicies.decision.Enforcement;
import dev.securitypolicies.keycloak.change.ChangeRecord;
import dev.securitypolicies.keycloak.compat.StoredChanges;
import dev.securitypolicies.keycloak.insight.CompositeRoles;
import dev.securitypolicies.keycloak.report.RecordHash;
import dev.securitypolicies.keycloak.representation.ActivityRepresentation.Entry;
import dev.securitypolicies.keycloak.representation.ImpactRepresentation.AccessChange;
import dev.securitypolicies.keycloak.representation.ReportRepresentation.Change;
import dev.securitypolicies.keycloak.representation.ReportRepresentation.Period;
import dev.securitypolicies.policy.SecurityPolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.Time;
import org.keycloak.events.admin.AdminEvent;

/** The changes of a time, for the report: what the policy was at its end, what each did, and all of them as they are on record. */
final class ReportChanges {

    private static final String OF_REALM = "realm";

    /** Of the realm, and of users, groups, clients and organizations: many of the one kind do not push out the other. */
    private static final int MOST_TOLD = 1_000;

    /** Characters of what changed, in all. */
    private static final int MOST_TEXT = 4_000_000;

    private final AdminRequest request;
    private final long deadline;
    private final ReportGaps gaps;
    private final Map<String, List<AccessChange>> effects = new HashMap<>();
    private final EffectBudget budget = new EffectBudget();
    private final ActivityEntries entries;
    private @Nullable List<Period> reportOnly;
    private long count;
    private long text;

    ReportChanges(AdminRequest request, long deadline, ReportGaps gaps) {
        this.request = request;
        this.deadline = deadline;
        this.gaps = gaps;
        this.entries = new ActivityEntries(request);
    }

    /** The policy at the end, from which the changes of the time are undone up to its beginning; empty if that cannot be told. */
    Optional<SecurityPolicy> rebuild(long since, long until) {
        PolicyVersions versions = new PolicyVersions(request);
        long kept = gaps.oldestChange();
        boolean known = until >= kept && versions.walk(until + 1, Long.MAX_VALUE, deadline, later -> true);
        gaps.add(!known, "What the policy was then cannot be told from the records of its changes.");
        if (!known) {
            return Optional.empty();
        }
        SecurityPolicy atTheEnd = PolicyVersions.policy(versions.state());
        EnforcementPeriods periods = new EnforcementPeriods(since, Math.min(until, Time.currentTimeMillis()));
        periods.endsWith(Enforcement.of(atTheEnd.mode()));
        CompositeRoles composites = new CompositeRoles(request.realm());
        boolean undone = versions.walk(since, until, deadline, step -> {
            budget.effect(composites, step.comparison())
                    .ifPresent(effect -> effects.put(step.event().getId(), effect));
            periods.changed(
                    step.event().getTime(),
                    Enforcement.of(PolicyVersions.policy(step.before()).mode()));
            return true;
        });
        periods.isKnownFrom(kept);
        if (!undone) {
            periods.isKnownFrom(versions.reached());
        }
        gaps.add(!undone, "Not every change of the time can be undone; what was before is not told.");
        gaps.add(budget.isSpent(), "There are too many changes to tell of each what it did to addresses.");
        reportOnly = periods.reportOnly();
        return Optional.of(atTheEnd);
    }

    /** When the realm only reported, oldest first; empty if that cannot be told. */
    Optional<List<Period>> reportOnly() {
        return Optional.ofNullable(reportOnly);
    }

    /** Reads all of them for the hash, and tells as many as there is room for. */
    List<Change> read(RecordHash hash, long since, long until) {
        List<Change> ofRealm = new ArrayList<>();
        List<Change> others = new ArrayList<>();
        boolean all = new StoredChanges(request.session(), request.realm(), ChangeRecord.RESOURCE_TYPE)
                .read(since, until, page -> {
                    for (StoredChanges.Stored stored : page) {
                        count++;
                        hash.add(stored);
                        List<Change> told = isOfRealm(stored) ? ofRealm : others;
                        if (told.size() < MOST_TOLD) {
                            told.add(change(stored));
                        }
                    }
                    return System.nanoTime() - deadline < 0;
                });
        gaps.add(!all, "There was not enough time for all records of changes.");
        gaps.add(
                count > ofRealm.size() + others.size(), "Of very many changes only the first of each kind are listed.");
        gaps.add(text > MOST_TEXT, "Of very long changes not everything is listed.");
        List<Change> told = new ArrayList<>(ofRealm);
        told.addAll(others);
        told.sort(Comparator.comparing(Change::time));
        return told;
    }

    /** How many there are. */
    long count() {
        return count;
    }

    private static boolean isOfRealm(StoredChanges.Stored stored) {
        return stored.path().equals(ChangeRecord.PATHS + OF_REALM);
    }

    private Change change(StoredChanges.Stored stored) {
        AdminEvent event = stored.event();
        text += event.getRepresentation().length();
        Entry entry = entries.of(event);
        return new Change(
                entry.time(),
                entry.user(),
                entry.address(),
                entry.door(),
                stored.path().substring(Math.min(stored.path().length(), ChangeRecord.PATHS.length())),
                entry.name(),
                entry.change() == null || text > MOST_TEXT
                        ? null
                        : entry.change().path("changes"),
                effects.get(stored.id()));
    }
}
