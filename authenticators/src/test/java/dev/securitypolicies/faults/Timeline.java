package dev.securitypolicies.faults;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** What the policy said when: looked up in the database, again and again, beside all nodes. Times are of `System.nanoTime`. */
final class Timeline {

    /** How long an old policy may go on to be applied. */
    static final Duration GRACE = Duration.ofSeconds(1);

    private final Deque<Look> looks = new ArrayDeque<>();

    private record Look(long begun, long over, boolean permits) {}

    /** What a look into the database has found, and when it began and was over. */
    synchronized void seen(long begun, long over, boolean permits) {
        looks.add(new Look(begun, over, permits));
    }

    /**
     * Whether something that was permitted is against the policy at all times from a second before it was asked for until it was answered.
     *
     * @param sent when the request was sent
     * @param answered when it was answered
     */
    synchronized boolean forbids(long sent, long answered) {
        long from = sent - GRACE.toNanos();
        boolean atBegin = true; // before the first look anything can be in force
        boolean since = false;
        for (Look look : looks) {
            if (look.over() <= from) {
                atBegin = look.permits();
            } else if (look.begun() <= answered) {
                since |= look.permits();
            }
        }
        return !atBegin && !since;
    }
}
