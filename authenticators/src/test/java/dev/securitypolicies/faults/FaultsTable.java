package dev.securitypolicies.faults;

import dev.securitypolicies.server.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Tries every fault at its full length, and writes what came of it into `docs/faults.md`. */
public final class FaultsTable {

    private static final String BEGIN = "<!-- rows are written by FaultsTable -->\n";
    private static final String END = "<!-- end -->\n";

    private FaultsTable() {}

    public static void main(String... arguments) throws IOException, InterruptedException {
        StringBuilder rows = new StringBuilder("""
                | fault | answers while it was forbidden, let in, not judged | refusals, neither on record nor counted, nor in a log | requests that failed | normal again after |
                |---|---|---|---|---|
                """);
        for (Fault fault : Fault.values()) {
            if (!fault.canStrike()) {
                System.out.printf("not tried, since this machine has not what it takes: %s%n", fault.words());
                continue;
            }
            Trial trial = Trial.of(fault, fault.length());
            String row = String.format(
                    Locale.ROOT,
                    "| %s | %d, %d, %d | %d, %d, %d | %d | %.1f s |%n",
                    fault.words(),
                    trial.forbidden(),
                    trial.violations().size(),
                    trial.unjudged(),
                    trial.refusals(),
                    trial.missing(),
                    trial.lost(),
                    trial.failures(),
                    trial.recovered().toMillis() / 1e3);
            System.out.print(row);
            rows.append(row);
        }
        Path page = Settings.samples().resolve("../docs/faults.md").normalize();
        String text = Files.readString(page);
        Files.writeString(
                page, text.substring(0, text.indexOf(BEGIN)) + BEGIN + rows + text.substring(text.indexOf(END)));
    }
}
