package dev.securitypolicies.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the policy said when, as far as whoever changed it can know: from the moment a change is sent until its answer both the old and the new one can be in
 * force, and after a change without an answer too, until the next one is answered. Times are of `System.nanoTime`.
 */
final class Timeline {

    /** How long an old policy may go on to be applied. */
    static final Duration GRACE = Duration.ofSeconds(1);

    private final List<Change> changes = new ArrayList<>();

    private record Change(long sent, long answered, boolean permits) {

        boolean isKnown() {
            return answered != Long.MAX_VALUE;
        }
    }

    /** A change was sent, and the server said that it is made. */
    synchronized void made(long sent, long answered, boolean permits) {
        changes.add(new Change(sent, answered, permits));
    }

    /** A change was sent, and nobody knows what became of it. */
    synchronized void unknown(long sent, boolean permits) {
        changes.add(new Change(sent, Long.MAX_VALUE, permits));
    }

    /**
     * Whether something that was permitted between these times is against every policy that can have been in force then, or up to a second before.
     *
     * @param sent when the request was sent
     * @param answered when it was answered
     */
    synchronized boolean forbids(long sent, long answered) {
        long from = sent - GRACE.toNanos();
        boolean permits = true; // before the first change anything can be in force
        for (Change change : changes) {
            if (change.isKnown() && change.answered() <= from) {
                permits = change.permits();
            } else if (change.sent() <= answered) {
                permits |= change.permits();
            } else {
                break;
            }
        }
        return !permits;
    }
}
