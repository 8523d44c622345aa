package dev.securitypolicies.cost;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;

/** What was measured of one operation, on however many pairs of servers. */
final class Figures {

    static final String HEADER = """
            | operation | plain, CPU ms | none | table | large | plain, requests a second | with the table |
            |---|---|---|---|---|---|---|
            """;

    private final Operation operation;
    private final Map<Load, List<Double>> ratios = new EnumMap<>(Load.class);
    private final List<Turn> plain = new ArrayList<>();
    private final List<Turn> table = new ArrayList<>();

    Figures(Operation operation) {
        this.operation = operation;
    }

    Operation operation() {
        return operation;
    }

    /** One round under this load: a turn of the plain server and one of that with the pack. */
    void add(Load load, Turn without, Turn with) {
        ratios.computeIfAbsent(load, first -> new ArrayList<>()).add(with.cpu() / without.cpu());
        if (load == Load.TABLE) {
            plain.add(without);
            table.add(with);
        }
    }

    /** The row of the table. */
    String row() {
        return String.format(
                Locale.ROOT,
                "| %s | %.2f | %s | %s | %s | %.0f | %.0f |",
                operation.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                median(plain.stream().mapToDouble(Turn::cpu)),
                ratio(Load.NONE),
                ratio(Load.TABLE),
                ratio(Load.LARGE),
                median(plain.stream().mapToDouble(Turn::throughput)),
                median(table.stream().mapToDouble(Turn::throughput)));
    }

    private String ratio(Load load) {
        List<Double> all = ratios.getOrDefault(load, List.of());
        return String.format(
                Locale.ROOT,
                "%.2f (%.2f to %.2f)",
                median(all.stream().mapToDouble(Double::doubleValue)),
                all.stream().mapToDouble(Double::doubleValue).min().orElseThrow(),
                all.stream().mapToDouble(Double::doubleValue).max().orElseThrow());
    }

    private static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
