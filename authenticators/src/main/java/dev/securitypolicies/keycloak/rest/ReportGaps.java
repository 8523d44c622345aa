package dev.securitypolicies.keycloak.rest;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.keycloak.common.util.Time;
import org.keycloak.models.RealmModel;

/** What of a time is not in the report, in sentences for an auditor. */
final class ReportGaps {

    /** Keycloak's own realm attribute; in seconds. */
    private static final String ADMIN_EVENTS_EXPIRE = "adminEventsExpiration";

    private final RealmModel realm;
    private final List<String> gaps = new ArrayList<>();

    /** Of a report about a realm. */
    ReportGaps(RealmModel realm) {
        this.realm = realm;
    }

    /** Says that something is missing, if it is. */
    void add(boolean missing, String sentence) {
        if (missing) {
            gaps.add(sentence);
        }
    }

    /** What Keycloak may have thrown away of a time that begins then, in milliseconds since the epoch. */
    void expired(long since) {
        expired(since, realm.getEventsExpiration(), "decisions and logins");
        expired(since, changesExpire(), "changes");
    }

    /** From when on all changes are still on record, in milliseconds since the epoch; 0 if they do not expire. */
    long oldestChange() {
        return changesExpire() > 0 ? Time.currentTimeMillis() - changesExpire() * 1_000 : 0;
    }

    private long changesExpire() {
        String seconds = realm.getAttribute(ADMIN_EVENTS_EXPIRE);
        return seconds != null && seconds.matches("\\d{1,10}") ? Long.parseLong(seconds) : 0;
    }

    private void expired(long since, long seconds, String what) {
        long oldest = Time.currentTimeMillis() - seconds * 1_000;
        boolean gone = seconds > 0 && since < oldest;
        add(
                gone,
                "Records of " + what + " before "
                        + Instant.ofEpochMilli(oldest).atZone(ZoneOffset.UTC).toLocalDate() + " have expired.");
    }

    /** All of them. */
    List<String> all() {
        return List.copyOf(gaps);
    }
}
