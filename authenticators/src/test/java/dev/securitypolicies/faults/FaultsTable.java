package dev.securitypolicies.faults;

import dev.securitypolicies.server.Servers;
import dev.securitypolicies.server.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Tries every fault at its full length, and writes what came of it into `docs/faults.md`: all rows, or those of the faults that
 * {@code -Dfaults.only} names, separated by commas.
 */
public final class FaultsTable {

    private static final String BEGIN = "<!-- rows are written by FaultsTable -->\n";
    private static final String END = "<!-- end -->\n";
    private static final String ONLY = System.getProperty("faults.only", "");
    private static final String HEADER = """
            | fault | answers while it was forbidden, let in, not judged | refusals, neither on record nor counted, nor in a log | requests that failed | normal again after |
            |---|---|---|---|---|
            """;

    private FaultsTable() {}

    public static void main(String... arguments) throws IOException, InterruptedException {
        Path page = Settings.samples().resolve("../docs/faults.md").normalize();
        boolean broken = false;
        for (Fault fault : Fault.values()) {
            if (!isAskedFor(fault)) {
                continue;
            }
            if (!fault.canStrike()) {
                System.out.printf("not tried, since this machine has not what it takes: %s%n", fault.words());
                continue;
            }
            Trial trial = Trial.of(fault, fault.length());
            String row = row(fault, trial);
            System.out.print(row);
            Files.writeString(page, with(Files.readString(page), fault, row));
            trial.violations().forEach(System.out::println);
            broken |= !trial.violations().isEmpty() || trial.lost() > 0;
        }
        Servers.stopDatabase();
        if (broken) {
            throw new IllegalStateException("somebody was let in against the policy, or a refusal is lost");
        }
    }

    private static boolean isAskedFor(Fault fault) {
        return ONLY.isEmpty()
                || Arrays.stream(ONLY.split(",", -1))
                        .map(name -> Fault.valueOf(name.strip()))
                        .anyMatch(fault::equals);
    }

    private static String row(Fault fault, Trial trial) {
        return String.format(
                Locale.ROOT,
                "%s%d, %d, %d | %d, %d, %d | %d | %.1f s |%n",
                head(fault),
                trial.forbidden(),
                trial.violations().size(),
                trial.unjudged(),
                trial.refusals(),
                trial.missing(),
                trial.lost(),
                trial.failures(),
                trial.recovered().toMillis() / 1e3);
    }

    private static String head(Fault fault) {
        return "| " + fault.words() + " | ";
    }

    /** The page with this row instead of the one that the fault had, in the order of the faults. */
    private static String with(String page, Fault tried, String row) {
        List<String> before = page.lines().toList();
        String rows = Arrays.stream(Fault.values())
                .map(fault -> fault == tried
                        ? row
                        : before.stream()
                                .filter(line -> line.startsWith(head(fault)))
                                .map(line -> line + "\n")
                                .collect(Collectors.joining()))
                .collect(Collectors.joining());
        return page.substring(0, page.indexOf(BEGIN)) + BEGIN + HEADER + rows + page.substring(page.indexOf(END));
    }
}
