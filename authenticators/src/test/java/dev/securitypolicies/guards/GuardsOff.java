package dev.securitypolicies.guards;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Switches one guard after the other off in a copy of the sources, and sees that its test is red then and for that reason: it has
 * run. Takes a minute or two for each. The names of guards as arguments choose some of them.
 */
public final class GuardsOff {

    private static final Set<String> LEFT_OUT = Set.of("target", "node_modules", ".git");

    private GuardsOff() {}

    public static void main(String... names) throws IOException, InterruptedException {
        Path copy = Files.createDirectories(Path.of("target/guards").toAbsolutePath());
        copySources(Path.of("..").toAbsolutePath().normalize(), copy);
        Set<Guard> guards = names.length == 0 ? EnumSet.allOf(Guard.class) : EnumSet.noneOf(Guard.class);
        Stream.of(names).map(Guard::valueOf).forEach(guards::add);
        List<Guard> green = new ArrayList<>();
        for (Guard guard : guards) {
            String outcome = withoutGuard(copy, guard);
            System.out.printf("%-16s %-24s %s%n", guard, guard.test, outcome);
            if (!outcome.startsWith("red")) {
                green.add(guard);
            }
        }
        if (!green.isEmpty()) {
            throw new IllegalStateException("no test is red without: " + green);
        }
    }

    private static String withoutGuard(Path copy, Guard guard) throws IOException, InterruptedException {
        Path file = copy.resolve(guard.file);
        String source = Files.readString(file);
        Files.writeString(file, source.replace(guard.text, guard.off));
        try {
            Path log = copy.resolve(guard + ".log");
            int exit = new ProcessBuilder(
                            "mvn",
                            "-B",
                            "-ntp",
                            "-Dquick",
                            "-DskipNode",
                            "verify",
                            "-Dtest=GuardTest#none",
                            "-Dsurefire.failIfNoSpecifiedTests=false",
                            "-Dfailsafe.failIfNoSpecifiedTests=false",
                            "-Dit.test=" + guard.test)
                    .directory(copy.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start()
                    .waitFor();
            String report = Files.readString(log);
            boolean ran = report.contains("Running dev.securitypolicies.story." + guard.test);
            boolean failed = report.contains("<<< FAILURE!") || report.contains("<<< ERROR!");
            return exit != 0 && ran && failed ? "red" : ran ? "GREEN" : "did not run, see " + log;
        } finally {
            Files.writeString(file, source);
        }
    }

    private static void copySources(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file :
                    files.filter(path -> isSource(from.relativize(path))).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.write(target, Files.readAllBytes(file));
                }
            }
        }
    }

    private static boolean isSource(Path path) {
        for (Path part : path) {
            if (LEFT_OUT.contains(part.toString())) {
                return false;
            }
        }
        return true;
    }
}
