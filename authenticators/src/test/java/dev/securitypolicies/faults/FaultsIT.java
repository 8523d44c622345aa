package dev.securitypolicies.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.server.Await;
import dev.securitypolicies.server.Realm;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The short form of `docs/faults.md`: under load, with parts failing, nobody gets in whom the policy keeps out, and no refusal goes uncounted. */
final class FaultsIT {

    @Test
    void nothingThatMustNotHappenHappensWhileTheDatabaseIsAway() throws IOException, InterruptedException {
        Trial trial = Trial.of(Fault.DATABASE_AWAY, Duration.ofSeconds(5));
        assertThat(trial.permits()).as("the load has done something").isPositive();
        assertThat(trial.forbidden())
                .as("and was asked while the policy had forbidden it for a while")
                .isGreaterThan(20);
        assertThat(trial.refusals()).as("and was refused").isPositive();
        assertThat(trial.violations()).isEmpty();
        assertThat(trial.missing())
                .as("refusals that are neither on record nor counted")
                .isZero();
    }

    /** The node that makes the change goes on trying to tell the other one, which has the database alone to learn from. */
    @Test
    void aNodeThatIsCutOffFollowsAChangeThatItDoesNotHearOf() throws IOException {
        Timeline timeline = new Timeline();
        Calls calls = new Calls("cut");
        try (Cluster cluster = Cluster.of(List.of())) {
            Realm.sample(cluster.node(0), "cut");
            assertThat(calls.change(cluster.node(0), SteadyLoad.PERMITS)).isTrue();
            Await.until(() -> isPermitted(calls, cluster, timeline));
            cluster.betweenNodes().forEach(Cable::cut);
            Thread change = new Thread(() -> calls.change(cluster.node(0), SteadyLoad.FORBIDS));
            change.setDaemon(true);
            change.start();
            Await.until(() -> !look(cluster, timeline));
            long begun = System.nanoTime();
            int permits = 0;
            while (System.nanoTime() - begun < Duration.ofSeconds(4).toNanos()) {
                permits += isPermitted(calls, cluster, timeline) ? 1 : 0;
            }
            assertThat(timeline.forbidden()).isGreaterThan(5);
            assertThat(timeline.violations()).as("of %s permits", permits).isEmpty();
            assertThat(calls.login(cluster.node(1), "chris", SteadyLoad.AWAY).filter(Calls.Answer::isRefusal))
                    .as("it refuses, and is not merely unable to answer")
                    .isPresent();
        }
    }

    /** Whether the other node lets somebody in, which is held against what the database says. */
    private boolean isPermitted(Calls calls, Cluster cluster, Timeline timeline) {
        look(cluster, timeline);
        long sent = System.nanoTime();
        boolean permitted = calls.login(cluster.node(1), "chris", SteadyLoad.AWAY)
                .filter(Calls.Answer::isPermit)
                .isPresent();
        long answered = System.nanoTime();
        timeline.answered("the other node", permitted, sent, answered);
        look(cluster, timeline);
        return permitted;
    }

    private static boolean look(Cluster cluster, Timeline timeline) {
        long begun = System.nanoTime();
        boolean permits = cluster.permitsInDatabase("cut", SteadyLoad.NETWORK);
        timeline.seen(begun, System.nanoTime(), permits);
        return permits;
    }
}
