package dev.securitypolicies.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.faults.Calls.Answer;
import dev.securitypolicies.server.Await;
import dev.securitypolicies.server.Realm;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A node that the others cannot reach has the database alone to learn from, and does. */
final class CutOffIT {

    private static Cluster cluster;

    private final Timeline timeline = new Timeline();

    @BeforeAll
    static void start() {
        cluster = Cluster.of(List.of());
    }

    @AfterAll
    static void end() throws IOException {
        cluster.close();
    }

    @AfterEach
    void mend() {
        cluster.toDatabase().forEach(Cable::mend);
        cluster.betweenNodes().forEach(Cable::mend);
    }

    @Test
    void itFollowsAChangeThatItDoesNotHearOf() {
        Calls calls = realmThatPermits("cut");
        cut();
        meanwhile(() -> calls.change(cluster.node(0), SteadyLoad.FORBIDS));
        Await.until(() -> !look(calls));
        refusesFromNowOn(calls);
    }

    /** What is read of a realm is read by many statements; a change in the midst of them leaves old attributes beside the new revision. */
    @Test
    void itGoesByNoRealmThatItHasReadInTheMidstOfAChange() {
        Calls calls = realmThatPermits("torn");
        dropCached(calls);
        cut();
        cluster.toDatabase().get(1).slow(150);
        meanwhile(() -> calls.login(cluster.node(1), "chris", SteadyLoad.AWAY));
        long begun = System.nanoTime();
        Await.until(() -> System.nanoTime() - begun > Duration.ofMillis(1_500).toNanos());
        meanwhile(() -> calls.change(cluster.node(0), SteadyLoad.FORBIDS));
        Await.until(() -> !look(calls));
        Await.until(() -> ask(calls).isPresent());
        cluster.toDatabase().get(1).mend();
        refusesFromNowOn(calls);
    }

    /** The other node still has the change as one that nobody has confirmed, and its time is up. */
    @Test
    void itTakesNothingBackThatWasConfirmedElsewhere() {
        Calls calls = new Calls("confirmed");
        Realm.sample(cluster.node(0), "confirmed");
        meanwhile(() -> calls.change(cluster.node(0), SteadyLoad.FORBIDS));
        Await.until(() -> !cluster.isStored("confirmed", "securityPolicy.ip.roles", "Mobile"));
        meanwhile(() -> calls.change(cluster.node(0), SteadyLoad.PERMITS, "&confirmWithin=1"));
        Await.until(() -> cluster.isPending("confirmed"));
        cluster.shortenDeadline("confirmed", 15);
        long begun = System.nanoTime();
        dropCached(calls);
        Await.until(() -> ask(calls).filter(Answer::isPermit).isPresent());
        cut();
        meanwhile(() -> calls.confirm(cluster.node(0)));
        Await.until(() -> !cluster.isPending("confirmed"));
        assertThat(System.nanoTime() - begun)
                .as("confirmed in time")
                .isLessThan(Duration.ofSeconds(15).toNanos());
        Await.until(() -> System.nanoTime() - begun > Duration.ofSeconds(16).toNanos());
        for (int time = 0; time < 10; time++) {
            assertThat(ask(calls).filter(Answer::isPermit)).isPresent();
        }
        assertThat(look(calls)).as("it is in the database").isTrue();
    }

    /** What the node still has of the realm must not be taken for one that asks nothing of anybody. */
    @Test
    void itLetsNobodyIntoARealmThatWasRemovedElsewhere() {
        Calls calls = realmThatPermits("removed");
        String token = calls.login(cluster.node(1), "chris", SteadyLoad.AWAY)
                .flatMap(Answer::refreshToken)
                .orElseThrow();
        cut();
        meanwhile(() -> calls.removeRealm(cluster.node(0)));
        Await.until(() -> !cluster.isStored("removed", "securityPolicy.ip.subscriber", ""));
        Await.until(() -> {
            Optional<Answer> answer = calls.refresh(cluster.node(1), token, "192.0.2.77");
            assertThat(answer.filter(Answer::isPermit)).isEmpty();
            return answer.filter(said -> said.status() == 404)
                    .isPresent(); // as Keycloak says of a realm it does not know
        });
    }

    /** The realm of these calls, whose policy lets the other node let somebody in. */
    private Calls realmThatPermits(String realm) {
        Calls calls = new Calls(realm);
        Realm.sample(cluster.node(0), realm);
        meanwhile(() -> calls.change(cluster.node(0), SteadyLoad.PERMITS));
        Await.until(() -> ask(calls).filter(Answer::isPermit).isPresent());
        return calls;
    }

    /** Has the other node read the realm anew, by a change that has nothing to do with the policy. */
    private static void dropCached(Calls calls) {
        Await.until(() -> calls.changeRealm(cluster.node(1), "{\"displayNameHtml\": \"changed\"}")
                || cluster.isStored(calls.realm(), "displayNameHtml", "changed"));
    }

    private static void cut() {
        cluster.betweenNodes().forEach(Cable::cut);
    }

    /** The answer is not waited for: whoever makes a change goes on trying to tell a node that cannot be reached, or was away until a moment ago. */
    private static void meanwhile(Runnable request) {
        Thread thread = new Thread(request);
        thread.setDaemon(true);
        thread.start();
    }

    private void refusesFromNowOn(Calls calls) {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < Duration.ofSeconds(4).toNanos()) {
            ask(calls);
        }
        look(calls);
        assertThat(timeline.forbidden()).isGreaterThan(5);
        assertThat(timeline.violations()).isEmpty();
        assertThat(ask(calls).filter(Answer::isRefusal))
                .as("it refuses, and is not merely unable to answer")
                .isPresent();
    }

    /** Asks the other node, which is held against what the database says. */
    private Optional<Answer> ask(Calls calls) {
        look(calls);
        long sent = System.nanoTime();
        Optional<Answer> answer = calls.login(cluster.node(1), "chris", SteadyLoad.AWAY);
        long answered = System.nanoTime();
        answer.ifPresent(said -> timeline.answered("the other node", said.isPermit(), sent, answered));
        look(calls);
        return answer;
    }

    private boolean look(Calls calls) {
        long begun = System.nanoTime();
        boolean permits = cluster.permitsInDatabase(calls.realm(), SteadyLoad.NETWORK);
        timeline.seen(begun, System.nanoTime(), permits);
        return permits;
    }
}
