package dev.securitypolicies.faults;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * What the policy said when: looked up in the database, again and again, beside all nodes. An answer is judged once there is a look that began after it, and not at
 * all where the looks are too far apart to know. Times are of `System.nanoTime`.
 */
final class Timeline {

    /** How long an old policy may go on to be applied. */
    static final Duration GRACE = Duration.ofSeconds(1);

    /** From one look to the end of the next: each policy of the load stays for a second, so that none comes and goes between the two. */
    static final Duration BLINK = Duration.ofMillis(400);

    /** Longer than anybody waits for an answer. */
    private static final Duration KEPT = Duration.ofSeconds(30);

    private final Deque<Look> looks = new ArrayDeque<>();
    private final List<Answered> open = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private int forbidden;
    private int unjudged;

    private record Look(long begun, long over, boolean permits) {}

    private record Answered(String what, boolean letIn, long sent, long answered) {}

    /** What the policy had said of something from a second before it was asked for until it was answered. */
    private enum Saying {
        PERMITTED_AT_TIMES,
        FORBIDDEN_THROUGHOUT,
        UNKNOWN
    }

    /** What a look into the database has found, and when it began and was over. Looks come in their order. */
    synchronized void seen(long begun, long over, boolean permits) {
        looks.add(new Look(begun, over, permits));
        for (Iterator<Answered> waiting = open.iterator(); waiting.hasNext(); ) {
            Answered answer = waiting.next();
            if (answer.answered() < begun) {
                waiting.remove();
                judge(answer);
            }
        }
        while (looks.getFirst().over() < over - KEPT.toNanos()) {
            looks.removeFirst();
        }
    }

    /**
     * Somebody asked, and was let in or refused.
     *
     * @param what words for whoever reads of a violation
     * @param letIn which of both
     * @param sent when the request was sent
     * @param answered when it was answered
     */
    synchronized void answered(String what, boolean letIn, long sent, long answered) {
        open.add(new Answered(what, letIn, sent, answered));
    }

    /** How many of the answers came while every policy forbade it that can have been in force from a second before: only these can show a violation. */
    synchronized int forbidden() {
        return forbidden;
    }

    /** Those of them that let somebody in. */
    synchronized List<String> violations() {
        return List.copyOf(violations);
    }

    /** Answers that let somebody in of which nothing can be said. */
    synchronized int unjudged() {
        return unjudged + (int) open.stream().filter(Answered::letIn).count();
    }

    private void judge(Answered answer) {
        Saying saying = sayingAbout(answer);
        if (saying == Saying.FORBIDDEN_THROUGHOUT) {
            forbidden++;
        }
        if (answer.letIn()) {
            switch (saying) {
                case PERMITTED_AT_TIMES -> {}
                case FORBIDDEN_THROUGHOUT -> violations.add(answer.what());
                case UNKNOWN -> unjudged++;
            }
        }
    }

    private Saying sayingAbout(Answered answer) {
        long from = answer.sent() - GRACE.toNanos();
        Look before = null;
        boolean gap = false;
        for (Look look : looks) {
            if (look.over() > from) {
                gap |= before == null || look.over() - before.begun() > BLINK.toNanos();
                if (look.permits() || (before != null && before.permits())) {
                    return Saying.PERMITTED_AT_TIMES;
                }
            }
            if (look.begun() > answer.answered()) {
                break; // what the policy became before the answer came, this one has seen
            }
            before = look;
        }
        return gap ? Saying.UNKNOWN : Saying.FORBIDDEN_THROUGHOUT;
    }
}
