package dev.securitypolicies.keycloak.rest;

import dev.securitypolicies.decision.Enforcement;
import dev.securitypolicies.keycloak.representation.ReportRepresentation.Period;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** When in a time a realm only reported, told from its end back to its beginning. Times are milliseconds since the epoch. */
final class EnforcementPeriods {

    private long since;
    private final Deque<Period> reportOnly = new ArrayDeque<>();
    private Enforcement now = Enforcement.ENFORCE;
    private long end;

    EnforcementPeriods(long since, long until) {
        this.since = since;
        this.end = until;
    }

    /** How it was at the end. */
    void endsWith(Enforcement enforcement) {
        now = enforcement;
    }

    /** Going back, there was a change; this is how it was before. */
    void changed(long time, Enforcement before) {
        if (before != now) {
            close(time);
            now = before;
            end = time;
        }
    }

    /** Before that nobody can tell. */
    void isKnownFrom(long time) {
        since = Math.max(since, time);
    }

    /** Oldest first. */
    List<Period> reportOnly() {
        close(since);
        return List.copyOf(reportOnly);
    }

    private void close(long begin) {
        if (now == Enforcement.REPORT_ONLY) {
            reportOnly.addFirst(new Period(
                    now.code(),
                    Instant.ofEpochMilli(begin).toString(),
                    Instant.ofEpochMilli(end).toString()));
        }
    }
}
