package dev.securitypolicies.faults;

import dev.securitypolicies.faults.Calls.Answer;
import dev.securitypolicies.server.KeycloakNode;
import dev.securitypolicies.server.Realm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * What goes on all the time on both nodes: people log in and refresh from a network that the policy permits for a second and then forbids for three, while it
 * changes every second, and from an office that it always permits, and an administrator looks at the users. It keeps what a claim is held against.
 */
final class SteadyLoad {

    static final String OFFICE = "10.15.1.55";
    static final String AWAY = "67.25.19.198";

    static final String NETWORK = "67.25.19.0/24";
    static final String FORBIDS = "{\"ip\": {\"subscriber\": [\"10.15.1.*\"]}}";
    static final String PERMITS = "{\"ip\": {\"subscriber\": [\"10.15.1.*\", \"" + NETWORK + "\"]}}";

    private final Cluster cluster;
    private final Calls calls;
    private final Timeline timeline = new Timeline();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger permits = new AtomicInteger();
    private final AtomicInteger refusals = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicInteger errors = new AtomicInteger();
    private volatile boolean over;

    SteadyLoad(Cluster cluster, Calls calls) {
        this.cluster = cluster;
        this.calls = calls;
        begin(this::look, 30, 0);
        begin(this::change, 1_000, 0);
        for (int node = 0; node < 2; node++) {
            int of = node;
            begin(() -> visit(of), 40, node);
            begin(new Session(node), 80, node);
            begin(() -> count(calls.login(cluster.node(of), "alice", OFFICE)), 200, node);
        }
        begin(() -> count(calls.users(cluster.node(0))), 500, 0);
    }

    /** Makes the realm of the load: a password is cheap to check, since the load is about what comes behind it. */
    static void prepare(KeycloakNode node, String realm) {
        Realm.sample(node, realm)
                .change(Map.of("passwordPolicy", "hashAlgorithm(pbkdf2-sha256) and hashIterations(1)"));
    }

    private void begin(Runnable step, long everyMillis, int node) {
        Thread thread = new Thread(() -> {
            while (!over) {
                step.run();
                try {
                    TimeUnit.MILLISECONDS.sleep(everyMillis);
                } catch (InterruptedException e) {
                    return;
                }
            }
        });
        thread.setName("load of node " + node);
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
    }

    private int changes;

    /** Whichever node answers makes the change. */
    private void change() {
        int number = changes++;
        String policy = number % 4 == 0 ? PERMITS : FORBIDS.replace("]", ", \"10.99." + number % 4 + ".*\"]");
        for (KeycloakNode node : List.of(cluster.node(0), cluster.node(1))) {
            if (calls.change(node, policy)) {
                return;
            }
        }
    }

    private void look() {
        long begun = System.nanoTime();
        boolean permitting = cluster.permitsInDatabase(calls.realm(), NETWORK);
        timeline.seen(begun, System.nanoTime(), permitting);
    }

    private void visit(int node) {
        judge(node, () -> calls.login(cluster.node(node), "chris", AWAY));
    }

    /** A session that was begun in the office and goes on elsewhere. */
    private final class Session implements Runnable {
        private final int node;
        private String refreshToken = "";

        Session(int node) {
            this.node = node;
        }

        @Override
        public void run() {
            if (refreshToken.isEmpty()) {
                Optional<Answer> begun = calls.login(cluster.node(node), "chris", OFFICE);
                count(begun);
                refreshToken = begun.flatMap(Answer::refreshToken).orElse("");
            } else {
                Optional<Answer> answer = judge(node, () -> calls.refresh(cluster.node(node), refreshToken, AWAY));
                boolean lost = answer.filter(said -> said.status() == 400 && !said.isRefusal())
                        .isPresent();
                refreshToken = lost ? "" : answer.flatMap(Answer::refreshToken).orElse(refreshToken);
            }
        }
    }

    /** Holds what comes of it against the policy. */
    private Optional<Answer> judge(int node, Supplier<Optional<Answer>> request) {
        long sent = System.nanoTime();
        Optional<Answer> answer = request.get();
        long answered = System.nanoTime();
        count(answer);
        boolean refused = answer.filter(Answer::isRefusal).isPresent();
        boolean permitted = answer.filter(Answer::isPermit).isPresent();
        if (refused || permitted) {
            (permitted ? permits : refusals).incrementAndGet();
            timeline.answered("node " + node + " at second " + sent / 1_000_000_000L, permitted, sent, answered);
        }
        return answer;
    }

    private void count(Optional<Answer> answer) {
        if (answer.isEmpty()) {
            unanswered.incrementAndGet();
        } else if (answer.get().status() >= 500) {
            errors.incrementAndGet();
        }
    }

    /** Answers that came while the policy had forbidden for more than a second to let somebody in. */
    int forbidden() {
        return timeline.forbidden();
    }

    /** Permits against every policy that can have been in force for more than a second. */
    List<String> violations() {
        return timeline.violations();
    }

    /** Permits of which nobody can say that, since the database was not looked at often enough. */
    int unjudged() {
        return timeline.unjudged();
    }

    int permits() {
        return permits.get();
    }

    /** Refusals that somebody was told of. */
    int refusals() {
        return refusals.get();
    }

    /** Requests without an answer, or with one of the kind 5xx. */
    int failures() {
        return unanswered.get() + errors.get();
    }

    /** Ends it; what it has seen stays. */
    void end() throws InterruptedException {
        over = true;
        for (Thread thread : threads) {
            thread.join();
        }
        look(); // judges what was permitted last
    }
}
