package dev.securitypolicies.keycloak.rest;

import dev.securitypolicies.keycloak.representation.ActivityRepresentation.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Reads one kind of event from the newest back, until enough are found, or enough is read for one answer. */
final class ActivityReader {

    /** The horizon of a reader that has seen the oldest event. */
    static final long READ_ALL = -1;

    private static final int PAGE = 500;
    private static final int MOST_READ = 5_000;

    private final int wanted;
    private final Predicate<Entry> admitted;
    private final List<ActivityRecord> found = new ArrayList<>();
    private long horizon = READ_ALL;

    ActivityReader(int wanted, Predicate<Entry> admitted) {
        this.wanted = wanted;
        this.admitted = admitted;
    }

    /** A part of the store, newest first. */
    interface Store {
        Stream<ActivityRecord> read(int first, int count);
    }

    /** Reads on over events of one and the same time, so that every answer gets somewhere. */
    void read(Store store) {
        long newest = Long.MAX_VALUE;
        for (int first = 0; ; first += PAGE) {
            List<ActivityRecord> page = store.read(first, PAGE).toList();
            page.stream()
                    .filter(record -> record.entry() != null && admitted.test(record.entry()))
                    .forEach(found::add);
            if (page.size() < PAGE) {
                horizon = READ_ALL;
                return;
            }
            horizon = page.get(PAGE - 1).time();
            newest = Math.min(newest, page.get(0).time());
            boolean enough =
                    found.stream().filter(record -> record.time() > horizon).count() > wanted
                            || first + PAGE >= MOST_READ;
            if (enough && horizon < newest) {
                return;
            }
        }
    }

    /** What is meant, in no particular order. */
    List<ActivityRecord> found() {
        return List.copyOf(found);
    }

    /** Up to which time, itself excluded, everything has been read; {@link #READ_ALL} if nothing is left. */
    long horizon() {
        return horizon;
    }
}
