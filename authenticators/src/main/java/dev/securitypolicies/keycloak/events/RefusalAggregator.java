package dev.securitypolicies.keycloak.events;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.events.Event;

/**
 * Keeps a flood of refusals from flooding the event store. Of the same refusal (realm, user, address, reason, page) the first
 * is stored at once; of those that follow within a window only the last, with their count. Of more different refusals
 * than a window may hold, such as from ever new addresses, only the count is kept, per realm and reason.
 */
final class RefusalAggregator {

    private final Duration window;
    private final int mostKeys;
    private final Map<Key, Entry> entries = new LinkedHashMap<>();

    RefusalAggregator(Duration window, int mostKeys) {
        this.window = window;
        this.mostKeys = mostKeys;
    }

    /** What makes two refusals the same; an overflow has neither user, address nor page. */
    record Key(String realm, String user, String address, String reason, String page) {

        Key overflow() {
            return new Key(realm, "", "", reason, "");
        }
    }

    private static final class Entry {
        private final long since;
        private Event last;
        private int unstored;

        Entry(long since, Event first) {
            this.since = since;
            this.last = first;
        }
    }

    /** The event that is to be stored now, if any. Times are milliseconds since the epoch. */
    synchronized Optional<Event> admit(Key key, Event event, long now) {
        if (window.isZero()) {
            return Optional.of(event);
        }
        Key counted = entries.containsKey(key) || entries.size() < mostKeys ? key : key.overflow();
        Entry known = entries.get(counted);
        if (known == null) {
            entries.put(counted, new Entry(now, event));
            return Optional.of(event);
        }
        known.last = event;
        known.unstored++;
        return Optional.empty();
    }

    /** Takes an event back that was to be stored and could not be, so that the next drain has it. */
    synchronized void putBack(Key key, Event event) {
        Entry known = entries.computeIfAbsent(
                entries.size() < mostKeys ? key : key.overflow(), fresh -> new Entry(event.getTime(), event));
        known.last = event;
        known.unstored++;
    }

    /** The last events of all windows that are over, each with the count of those not stored. */
    synchronized List<Event> drain(long now) {
        List<Event> due = new ArrayList<>();
        entries.values().removeIf(entry -> {
            boolean over = now - entry.since >= window.toMillis();
            if (over && entry.unstored > 0) {
                Event summary = entry.last.clone();
                summary.getDetails().put(RecordDetails.COUNT, String.valueOf(entry.unstored));
                due.add(summary);
            }
            return over;
        });
        return due;
    }
}
