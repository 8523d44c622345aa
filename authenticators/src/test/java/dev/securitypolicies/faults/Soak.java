package dev.securitypolicies.faults;

import dev.securitypolicies.server.Footprint;
import dev.securitypolicies.server.Servers;
import dev.securitypolicies.walk.EndlessWalk;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * The steady load on two nodes and a random walk at the first of them, for a long time; once a minute it is looked what each node holds on to. Caches of Keycloak fill at
 * first, so the last quarter is compared with the second. System property: `soak.minutes` (60).
 */
public final class Soak {

    private static final int MINUTES = Integer.getInteger("soak.minutes", 60);
    private static final String REALM = "soak";

    private Soak() {}

    /** One look at everything. */
    private record Look(List<Footprint> nodes, int connections) {

        static Look at(Cluster cluster) {
            return new Look(
                    List.of(Footprint.of(cluster.node(0)), Footprint.of(cluster.node(1))), cluster.connections());
        }

        double sum(ToDoubleFunction<Footprint> what) {
            return nodes.stream().mapToDouble(what).sum();
        }

        String row(String title) {
            return String.format(
                    Locale.ROOT,
                    "| %s | %.0f | %.0f | %.0f | %.0f | %d |",
                    title,
                    sum(Footprint::heap),
                    sum(Footprint::metaspace),
                    sum(Footprint::threads),
                    sum(Footprint::files),
                    connections);
        }
    }

    public static void main(String... arguments) throws InterruptedException, IOException {
        try (Cluster cluster = new Cluster(Servers::startPreviewNode, Servers::startPreviewNode, List.of());
                EndlessWalk walk = new EndlessWalk(cluster.node(0), 1)) {
            SteadyLoad.prepare(cluster.node(0), REALM);
            SteadyLoad load = new SteadyLoad(cluster, new Calls(REALM));
            Walker walker = new Walker(walk);
            walker.start();
            List<Look> looks = new ArrayList<>();
            System.out.println(
                    "| minute | live heap, MB | classes and code, MB | threads | open files | connections |");
            System.out.println("|---|---|---|---|---|---|");
            for (int minute = 1; minute <= MINUTES; minute++) {
                TimeUnit.NANOSECONDS.sleep(Duration.ofMinutes(1).toNanos());
                Look look = Look.at(cluster);
                looks.add(look);
                System.out.println(look.row(String.valueOf(minute)));
            }
            walker.over = true;
            walker.join();
            load.end();
            System.out.println(mean(looks, 1).row("second quarter, mean"));
            System.out.println(mean(looks, 3).row("last quarter, mean"));
            System.out.printf(
                    "%d permits; of %d answers while the policy forbade it %d let somebody in, and %d are not judged, %d refusals, %d requests failed; %d walks of 100 steps, wrong: %s%n",
                    load.permits(),
                    load.forbidden(),
                    load.violations().size(),
                    load.unjudged(),
                    load.refusals(),
                    load.failures(),
                    walker.walks,
                    walker.wrong);
            if (!load.violations().isEmpty() || !walker.wrong.isEmpty()) {
                throw new IllegalStateException("it was not as the rules have it");
            }
        }
        Servers.stopDatabase();
    }

    /** Of one of four parts of the time. */
    private static Look mean(List<Look> looks, int quarter) {
        List<Look> part = looks.subList(looks.size() * quarter / 4, looks.size() * (quarter + 1) / 4);
        List<Footprint> nodes = new ArrayList<>();
        for (int number = 0; number < 2; number++) {
            int node = number;
            nodes.add(new Footprint(
                    mean(part, look -> look.nodes().get(node).heap()),
                    mean(part, look -> look.nodes().get(node).metaspace()),
                    (int) Math.round(mean(part, look -> look.nodes().get(node).threads())),
                    (int) Math.round(mean(part, look -> look.nodes().get(node).files()))));
        }
        return new Look(nodes, (int) Math.round(mean(part, Look::connections)));
    }

    private static double mean(List<Look> looks, ToDoubleFunction<Look> what) {
        return looks.stream().mapToDouble(what).average().orElseThrow();
    }

    /** Walks until it is told that it is over. */
    private static final class Walker extends Thread {
        private final EndlessWalk walk;
        private final List<String> wrong = new ArrayList<>();
        private int walks;
        private volatile boolean over;

        Walker(EndlessWalk walk) {
            super("walker");
            this.walk = walk;
            setDaemon(true);
        }

        @Override
        public void run() {
            while (!over) {
                try {
                    String told = walk.next();
                    if (!told.isEmpty()) {
                        wrong.add(told);
                    }
                } catch (RuntimeException e) {
                    wrong.add(e.toString());
                }
                walks++;
            }
        }
    }
}
