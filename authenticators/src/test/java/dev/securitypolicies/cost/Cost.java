package dev.securitypolicies.cost;

import dev.securitypolicies.server.KeycloakNode;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.Servers;
import java.util.ArrayList;
import java.util.List;

/**
 * The paired benchmark: plain Keycloak and Keycloak with the pack, both as in production and on PostgreSQL, take turns on each operation. CPU time
 * of the server's process for each request is compared within a round, so that what the machine does besides falls on both; and on several pairs of servers, since one process compiles
 * the same code better than another. Rounds before bring both to where a server is after some minutes of use; what the compilers still do then is not counted. The table shows medians over all
 * rounds. What PostgreSQL spends is not counted. System properties: `cost.servers` (2) pairs, `cost.rounds` (2, better an even number, since who begins alternates) on each, `cost.warmup` (4) rounds before, `cost.operations` (all; names
 * separated by commas).
 */
public final class Cost {

    private static final int SERVERS = Integer.getInteger("cost.servers", 2);
    private static final int ROUNDS = Integer.getInteger("cost.rounds", 2);
    private static final int WARM_UP = Integer.getInteger("cost.warmup", 4);

    private Cost() {}

    /** What a load is compared with: the realm of the same users on the plain server. */
    private record Pair(Load load, Realm plain, Realm pack) {}

    public static void main(String... arguments) throws InterruptedException {
        List<Figures> figures = operations().stream().map(Figures::new).toList();
        for (int servers = 0; servers < SERVERS; servers++) {
            try (KeycloakNode plain = Servers.startForMeasuring(false);
                    KeycloakNode pack = Servers.startForMeasuring(true)) {
                measure(plain, pack, figures);
            }
        }
        System.out.print(Figures.HEADER);
        figures.forEach(of -> System.out.println(of.row()));
        Servers.stopDatabase();
    }

    private static void measure(KeycloakNode plain, KeycloakNode pack, List<Figures> figures)
            throws InterruptedException {
        List<Pair> pairs = new ArrayList<>();
        for (Load load : Load.values()) {
            pairs.add(new Pair(load, load.prepare(plain, false), load.prepare(pack, true)));
        }
        for (int round = 0; round < WARM_UP; round++) { // the compilers of both servers get their fill
            for (Figures of : figures) {
                take(pairs, new Figures(of.operation()), round);
            }
        }
        for (Figures of : figures) {
            for (int round = 0; round < ROUNDS; round++) {
                take(pairs, of, round);
            }
        }
    }

    /** One round: whoever began the one before comes second. */
    private static void take(List<Pair> pairs, Figures figures, int round) throws InterruptedException {
        for (Pair pair : pairs) {
            boolean plainFirst = round % 2 == 0;
            Turn first = Turn.take(figures.operation(), plainFirst ? pair.plain() : pair.pack());
            Turn second = Turn.take(figures.operation(), plainFirst ? pair.pack() : pair.plain());
            figures.add(pair.load(), plainFirst ? first : second, plainFirst ? second : first);
        }
    }

    private static List<Operation> operations() {
        String chosen = System.getProperty("cost.operations", "");
        return chosen.isEmpty()
                ? List.of(Operation.values())
                : List.of(chosen.split(",", -1)).stream()
                        .map(Operation::valueOf)
                        .toList();
    }
}
