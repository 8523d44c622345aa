package dev.securitypolicies.keycloak.events;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.keycloak.events.Event;

/**
 * Keeps a flood of refusals from flooding the event store. Of the same refusal (realm, user, address, reason, page) the first
 * is stored at once; of those that follow within a window only the last, with their count. Of more different refusals
 * than a window may hold of a realm, such as from ever new addresses, only the count is kept, per realm and reason. Times are those of
 * {@link System#nanoTime}: a clock that is set back must not hold a window open until it has caught up.
 */
final class RefusalAggregator {

    private final Duration window;
    private final int mostOfRealm;
    private final int mostOfAll;
    private final Map<Key, Entry> entries = new LinkedHashMap<>();
    private final Map<String, Integer> ofRealms = new HashMap<>();

    /** With so many different refusals of one realm in a window, so that one costs others nothing, and of all. */
    RefusalAggregator(Duration window, int mostOfRealm, int mostOfAll) {
        this.window = window;
        this.mostOfRealm = mostOfRealm;
        this.mostOfAll = mostOfAll;
    }

    /** What makes two refusals the same; an overflow has neither user, address nor page. */
    record Key(String realm, String user, String address, String reason, String page) {

        private static final int LONGEST_PAGE = 200;

        /** A page is known by its beginning: a stranger chooses how long it is. */
        Key {
            page = page.substring(0, Math.min(LONGEST_PAGE, page.length()));
        }

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

    /** The event that is to be stored now, if any. */
    synchronized Optional<Event> admit(Key key, Event event, long now) {
        if (window.isZero()) {
            return Optional.of(event);
        }
        Key counted = counted(key);
        Entry known = entries.get(counted);
        if (known == null) {
            begin(counted, new Entry(now, event));
            return Optional.of(event);
        }
        known.last = event;
        known.unstored++;
        return Optional.empty();
    }

    /**
     * What is to be stored of a window.
     *
     * @param key what its refusals have in common
     * @param last the last of them
     * @param count how many of them were not stored each
     * @param since when the window began
     */
    record Summary(Key key, Event last, int count, long since) {

        /** The record of it, under an id of its own: the last refusal may be on record already, and what is tried again may have been stored after all. */
        Event event() {
            Event event = last.clone();
            event.setId(UUID.randomUUID().toString());
            event.getDetails().put(RecordDetails.COUNT, String.valueOf(count));
            return event;
        }
    }

    /** Takes back what was to be stored and could not be, so that the next drain has it with its count. */
    synchronized void putBack(Summary summary) {
        Key key = counted(summary.key());
        Entry known = entries.get(key);
        if (known == null) {
            known = new Entry(summary.since(), summary.last());
            begin(key, known);
        }
        known.unstored += summary.count();
    }

    private Key counted(Key key) {
        boolean fits = entries.size() < mostOfAll && ofRealms.getOrDefault(key.realm(), 0) < mostOfRealm;
        return fits || entries.containsKey(key) ? key : key.overflow();
    }

    private void begin(Key key, Entry entry) {
        entries.put(key, entry);
        ofRealms.merge(key.realm(), 1, Integer::sum);
    }

    /** What is to be stored of all windows that are over. */
    List<Summary> drain(long now) {
        return drain(entry -> now - entry.since >= window.toNanos());
    }

    /** What is to be stored of all windows, over or not: the server ends. */
    List<Summary> drainAll() {
        return drain(entry -> true);
    }

    private synchronized List<Summary> drain(Predicate<Entry> due) {
        List<Summary> summaries = new ArrayList<>();
        entries.entrySet().removeIf(window -> {
            Entry entry = window.getValue();
            boolean over = due.test(entry);
            if (over && entry.unstored > 0) {
                summaries.add(new Summary(window.getKey(), entry.last, entry.unstored, entry.since));
            }
            if (over) {
                ofRealms.computeIfPresent(window.getKey().realm(), (realm, count) -> count > 1 ? count - 1 : null);
            }
            return over;
        });
        return summaries;
    }
}
