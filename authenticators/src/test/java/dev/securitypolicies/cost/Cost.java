package dev.securitypolicies.cost;

import dev.securitypolicies.server.KeycloakNode;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.Servers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * The paired benchmark: plain Keycloak and Keycloak with the pack, both as in production and on PostgreSQL, take turns of a few seconds on each operation. CPU seconds
 * of the server's process for each request are compared within a round, so that what the machine does besides falls on both; the table shows medians over the rounds.
 * What PostgreSQL spends is not counted. System properties: `cost.rounds` (5), `cost.seconds` (3) a turn, `cost.warmup` (3) rounds before, `cost.operations` (all; names separated by commas).
 */
public final class Cost {

    private static final int ROUNDS = Integer.getInteger("cost.rounds", 5);
    private static final int WARM_UP = Integer.getInteger("cost.warmup", 3);
    private static final Duration TURN = Duration.ofSeconds(Integer.getInteger("cost.seconds", 3));

    private Cost() {}

    /** A server and a realm of it. */
    private record Variant(String name, Realm realm) {}

    /** What a load is compared with: the realm of the same users on the plain server. */
    private record Pair(Load load, Variant plain, Variant pack) {}

    public static void main(String... arguments) throws InterruptedException {
        try (KeycloakNode plain = Servers.startForMeasuring(false);
                KeycloakNode pack = Servers.startForMeasuring(true)) {
            List<Pair> pairs = new ArrayList<>();
            for (Load load : Load.values()) {
                Variant without = new Variant("plain", load.prepare(plain, false));
                pairs.add(new Pair(load, without, new Variant("pack", load.prepare(pack, true))));
            }
            warm(pairs);
            System.out.println(
                    "| operation | plain, CPU ms | none | table | large | plain, requests a second | with the table |");
            System.out.println("|---|---|---|---|---|---|---|");
            for (Operation operation : operations()) {
                System.out.println(row(operation, pairs));
            }
        }
    }

    /** The compilers of both servers get their fill before anything is measured. */
    private static void warm(List<Pair> pairs) throws InterruptedException {
        for (int round = 0; round < WARM_UP; round++) {
            for (Operation operation : operations()) {
                for (Pair pair : pairs) {
                    Turn.take(operation, pair.plain().realm(), TURN);
                    Turn.take(operation, pair.pack().realm(), TURN);
                }
            }
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

    private static String row(Operation operation, List<Pair> pairs) throws InterruptedException {
        Map<Load, List<Double>> ratios = new EnumMap<>(Load.class);
        List<Turn> plain = new ArrayList<>();
        List<Turn> table = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Pair pair : pairs) {
                boolean plainFirst = round % 2 == 0;
                Turn first = Turn.take(operation, (plainFirst ? pair.plain() : pair.pack()).realm(), TURN);
                Turn second = Turn.take(operation, (plainFirst ? pair.pack() : pair.plain()).realm(), TURN);
                Turn without = plainFirst ? first : second;
                Turn with = plainFirst ? second : first;
                ratios.computeIfAbsent(pair.load(), load -> new ArrayList<>()).add(with.cpu() / without.cpu());
                if (pair.load() == Load.TABLE) {
                    plain.add(without);
                    table.add(with);
                }
            }
        }
        return String.format(
                Locale.ROOT,
                "| %s | %.2f | %s | %s | %s | %.0f | %.0f |",
                operation.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                median(plain.stream().mapToDouble(Turn::cpu)),
                ratio(ratios, Load.NONE),
                ratio(ratios, Load.TABLE),
                ratio(ratios, Load.LARGE),
                median(plain.stream().mapToDouble(Turn::throughput)),
                median(table.stream().mapToDouble(Turn::throughput)));
    }

    private static String ratio(Map<Load, List<Double>> all, Load load) {
        List<Double> ratios = all.getOrDefault(load, List.of());
        return String.format(
                Locale.ROOT,
                "%.2f (%.2f to %.2f)",
                median(ratios.stream().mapToDouble(Double::doubleValue)),
                ratios.stream().mapToDouble(Double::doubleValue).min().orElseThrow(),
                ratios.stream().mapToDouble(Double::doubleValue).max().orElseThrow());
    }

    private static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
