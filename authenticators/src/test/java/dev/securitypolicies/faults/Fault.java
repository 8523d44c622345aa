package dev.securitypolicies.faults;

import java.time.Duration;

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

    abstract void strike(Cluster cluster) throws InterruptedException;

    /** Mends what does not mend itself. */
    void end(Cluster cluster) {
        cluster.toDatabase().forEach(Cable::mend);
        cluster.betweenNodes().forEach(Cable::mend);
    }
}
