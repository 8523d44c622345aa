package dev.securitypolicies.keycloak.report;

import dev.securitypolicies.keycloak.representation.ReportRepresentation.Day;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** How much was refused and reported on each day, in UTC. */
final class RefusalDays {

    private final SortedMap<LocalDate, long[]> days = new TreeMap<>();

    /** So many at that time, in milliseconds since the epoch. */
    void add(long time, boolean refused, long number) {
        LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(time), ZoneOffset.UTC);
        days.computeIfAbsent(day, fresh -> new long[2])[refused ? 0 : 1] += number;
    }

    List<Day> answer() {
        return days.entrySet().stream()
                .map(day -> new Day(day.getKey().toString(), day.getValue()[0], day.getValue()[1]))
                .toList();
    }
}
