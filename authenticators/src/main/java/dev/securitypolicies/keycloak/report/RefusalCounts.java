package dev.securitypolicies.keycloak.report;

import dev.securitypolicies.ip.AddressParser;
import dev.securitypolicies.keycloak.compat.StoredEvents.Stored;
import dev.securitypolicies.keycloak.events.RecordDetails;
import dev.securitypolicies.keycloak.insight.SeenNetwork;
import dev.securitypolicies.keycloak.representation.ReportRepresentation.Day;
import dev.securitypolicies.keycloak.representation.ReportRepresentation.Period;
import dev.securitypolicies.keycloak.representation.ReportRepresentation.Refusals;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts records of decisions by what was decided, why, at which door and for which network. Of very many networks the rest is counted together. */
public final class RefusalCounts {

    private static final int MOST_REMEMBERED = 10_000;
    private static final int MOST_SHOWN = 500;
    private static final String REST = "others";
    private static final String REFUSED = "refused";
    private static final String NOTICE = "notice";

    private final Map<Key, Count> counts = new HashMap<>();
    private final Count broken = new Count();
    private final RefusalDays days = new RefusalDays();

    private record Key(String kind, String reason, String door, String network) {}

    private static final class Count {
        private long number;
        private long first = Long.MAX_VALUE;
        private long last = Long.MIN_VALUE;

        void add(long more, long time) {
            number += more;
            first = Math.min(first, time);
            last = Math.max(last, time);
        }

        Count and(Count other) {
            Count both = new Count();
            both.number = number + other.number;
            both.first = Math.min(first, other.first);
            both.last = Math.max(last, other.last);
            return both;
        }
    }

    /** Whether an event is a record of a decision. */
    public static boolean isRecord(Stored event) {
        return event.detail(RecordDetails.REASON).isPresent();
    }

    /** Counts a record, for as many as it stands. */
    public void add(Stored event) {
        String mode = event.detail(RecordDetails.MODE).orElse("");
        long number = event.detail(RecordDetails.COUNT)
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Long::valueOf)
                .orElse(1L);
        Key key = new Key(
                kind(event, mode),
                event.detail(RecordDetails.REASON).orElse(""),
                event.detail(RecordDetails.DOOR).orElse(""),
                network(event));
        Key counted = counts.containsKey(key) || counts.size() < MOST_REMEMBERED
                ? key
                : new Key(key.kind, key.reason, key.door, REST);
        counts.computeIfAbsent(counted, fresh -> new Count()).add(number, event.time());
        if (!key.kind.equals(NOTICE)) {
            days.add(event.time(), key.kind.equals(REFUSED), number);
        }
        if (mode.equals("break-glass")) {
            broken.add(number, event.time());
        }
    }

    private static String kind(Stored event, String mode) {
        if (!event.error().isEmpty()) {
            return REFUSED;
        }
        return mode.equals("enforce") ? NOTICE : "reported";
    }

    private static String network(Stored event) {
        String text = event.detail(RecordDetails.ADDRESS).orElse(event.address());
        return AddressParser.parse(text.split(" and ", -1)[0])
                .toOptional()
                .map(address -> SeenNetwork.around(address).toString())
                .orElse("");
    }

    /** The most frequent first; what is not shown is put together. */
    public List<Refusals> answer() {
        Map<Key, Count> shown = new HashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<Key, Count>comparingByValue(Comparator.comparingLong((Count count) -> count.number)
                                .reversed())
                        .thenComparing(entry -> entry.getKey().toString()))
                .forEach(entry -> {
                    Key key = entry.getKey();
                    boolean fits = shown.size() < MOST_SHOWN;
                    shown.merge(
                            fits ? key : new Key(key.kind, key.reason, key.door, REST), entry.getValue(), Count::and);
                });
        return shown.entrySet().stream()
                .map(entry -> new Refusals(
                        entry.getKey().kind,
                        entry.getKey().reason,
                        entry.getKey().door,
                        entry.getKey().network,
                        entry.getValue().number,
                        Instant.ofEpochMilli(entry.getValue().first).toString(),
                        Instant.ofEpochMilli(entry.getValue().last).toString()))
                .sorted(Comparator.comparing(Refusals::count)
                        .reversed()
                        .thenComparing(Refusals::reason)
                        .thenComparing(Refusals::kind)
                        .thenComparing(Refusals::door)
                        .thenComparing(Refusals::network))
                .toList();
    }

    /** Day by day. */
    public List<Day> days() {
        return days.answer();
    }

    /** From the first to the last decision that was not enforced because the glass was broken (R13). */
    public Optional<Period> breakGlass() {
        return broken.number == 0
                ? Optional.empty()
                : Optional.of(new Period(
                        "break-glass",
                        Instant.ofEpochMilli(broken.first).toString(),
                        Instant.ofEpochMilli(broken.last).toString()));
    }
}
