package dev.securitypolicies.faults;

import dev.securitypolicies.server.PreviousPack;
import dev.securitypolicies.server.Servers;
import java.time.Duration;
import java.util.List;

/** What can fail. Each strikes while the load goes on, lasts for its time, and ends by itself or is mended. */
enum Fault {
    NODE_KILLED("one node is killed, and another one starts in its place", Duration.ofSeconds(5)) {
        @Override
        void strike(Cluster cluster) throws InterruptedException {
            cluster.kill(1);
        }

        @Override
        void end(Cluster cluster) {
            cluster.startAgain(1);
        }
    },
    DATABASE_AWAY("the database is away for 20 s", Duration.ofSeconds(20)) {
        @Override
        void strike(Cluster cluster) {
            cluster.toDatabase().forEach(Cable::cut);
        }
    },
    DATABASE_SLOW("each statement takes 200 ms longer, for 20 s", Duration.ofSeconds(20)) {
        @Override
        void strike(Cluster cluster) {
            cluster.toDatabase().forEach(cable -> cable.slow(200));
        }
    },
    NODES_CUT_OFF("the nodes do not hear each other for 20 s", Duration.ofSeconds(20)) {
        @Override
        void strike(Cluster cluster) {
            cluster.betweenNodes().forEach(Cable::cut);
        }
    },
    POOL_EXHAUSTED(
            "no statement of one node comes back for 15 s, until its pool of connections is empty",
            Duration.ofSeconds(15)) {
        @Override
        void strike(Cluster cluster) {
            cluster.toDatabase().get(1).slow(15_000);
        }
    },
    CLOCK_AHEAD("the clock of one node is two minutes ahead, for 20 s", Duration.ofSeconds(20)) {
        @Override
        Cluster cluster(List<String> options) {
            FakeClock.set(Duration.ZERO);
            return new Cluster(Servers::startNode, FakeClock::startNode, options);
        }

        @Override
        boolean canStrike() {
            return FakeClock.isThere();
        }

        @Override
        void strike(Cluster cluster) {
            FakeClock.set(Duration.ofMinutes(2));
        }

        @Override
        void end(Cluster cluster) {
            FakeClock.set(Duration.ZERO);
        }
    },
    LOG_DISK_FULL("one node can write no file, its log among them, for 20 s", Duration.ofSeconds(20)) {
        @Override
        void strike(Cluster cluster) throws InterruptedException {
            cluster.limitFiles(1, "0");
        }

        @Override
        void end(Cluster cluster) throws InterruptedException {
            cluster.limitFiles(1, "unlimited");
        }
    },
    ROLLING_UPGRADE("both nodes are upgraded from the version before, one after the other", Duration.ofSeconds(5)) {
        @Override
        Cluster cluster(List<String> options) {
            return new Cluster(Servers::startPreviousNode, Servers::startPreviousNode, options);
        }

        @Override
        boolean canStrike() {
            return PreviousPack.isKnown();
        }

        @Override
        void strike(Cluster cluster) {
            for (int node = 0; node < 2; node++) {
                cluster.stop(node);
                cluster.startAgain(node);
            }
        }

        @Override
        void end(Cluster cluster) {}
    };

    private final String words;
    private final Duration length;

    Fault(String words, Duration length) {
        this.words = words;
        this.length = length;
    }

    String words() {
        return words;
    }

    Duration length() {
        return length;
    }

    /** Where it strikes: two nodes with these options. */
    Cluster cluster(List<String> options) {
        return Cluster.of(options);
    }

    /** Whether this machine has what it takes. */
    boolean canStrike() {
        return true;
    }

    abstract void strike(Cluster cluster) throws InterruptedException;

    /** Mends what does not mend itself. */
    void end(Cluster cluster) throws InterruptedException {
        cluster.toDatabase().forEach(Cable::mend);
        cluster.betweenNodes().forEach(Cable::mend);
    }
}
