package dev.securitypolicies.faults;

import dev.securitypolicies.faults.Calls.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What came of one fault.
 *
 * @param permits how often somebody was let in from the network that is permitted and forbidden in turn
 * @param forbidden how many answers came while the policy had forbidden it for more than a second
 * @param violations of these, those that let somebody in
 * @param unjudged permits of which nobody can say that
 * @param refusals refusals that somebody was told of
 * @param missing of these, those that are neither on record nor counted in one
 * @param unlogged of these, those that no node has written to its log
 * @param failures requests without an answer, or with one of the kind 5xx
 * @param recovered how long both nodes took to answer ten logins in a row again, after the fault was over
 */
record Trial(
        int permits,
        int forbidden,
        List<String> violations,
        int unjudged,
        int refusals,
        int missing,
        int unlogged,
        int failures,
        Duration recovered) {

    private static final String REALM = "faults";
    private static final Duration CALM = Duration.ofSeconds(6);
    private static final int IN_A_ROW = 10;

    /** A window of two seconds, so that counts are stored while somebody waits for them. */
    private static final List<String> OPTIONS = List.of("--spi-security-policy-records--default--window-seconds=2");

    static Trial of(Fault fault, Duration length) throws InterruptedException, IOException {
        try (Cluster cluster = fault.cluster(OPTIONS)) {
            SteadyLoad.prepare(cluster.node(0), REALM);
            Calls calls = new Calls(REALM);
            Duration recovered;
            SteadyLoad load = new SteadyLoad(cluster, calls);
            try {
                pause(CALM);
                fault.strike(cluster);
                pause(length);
                fault.end(cluster);
                recovered = recovery(cluster, calls);
                pause(CALM);
            } finally {
                load.end();
            }
            return new Trial(
                    load.permits(),
                    load.forbidden(),
                    load.violations(),
                    load.unjudged(),
                    load.refusals(),
                    missing(cluster, load),
                    (int) Math.max(0, load.refusals() - cluster.refusalsInLogs(REALM)),
                    load.failures(),
                    recovered);
        }
    }

    /** Refusals of which nothing at all is left: neither in the store nor in a log. Which ones are missing in both is not known, so this is the most there can be. */
    int lost() {
        return Math.min(missing, unlogged);
    }

    private static Duration recovery(Cluster cluster, Calls calls) throws InterruptedException {
        long begin = System.nanoTime();
        int inARow = 0;
        while (inARow < 2 * IN_A_ROW) {
            boolean fine = calls.login(cluster.node(inARow % 2), "alice", SteadyLoad.OFFICE)
                    .filter(Answer::isPermit)
                    .isPresent();
            inARow = fine ? inARow + 1 : 0;
            if (System.nanoTime() - begin > Duration.ofMinutes(2).toNanos()) {
                throw new IllegalStateException("no end of it after two minutes");
            }
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /** Counts come with the next flush, so they are waited for. */
    private static int missing(Cluster cluster, SteadyLoad load) throws InterruptedException {
        int missing = load.refusals() - cluster.refusalsOnRecord(REALM);
        for (int second = 0; second < 20 && missing > 0; second++) {
            pause(Duration.ofSeconds(1));
            missing = load.refusals() - cluster.refusalsOnRecord(REALM);
        }
        return Math.max(0, missing);
    }

    private static void pause(Duration length) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(length.toMillis());
    }
}
