package dev.securitypolicies.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line that starts Keycloak's own entry point, without the shell script as a parent. */
final class ServerJvm {

    /**
     * C1 alone halves the CPU time of a short-lived server, but for the arithmetic of cryptography: a pair of RSA keys, of which each
     * new realm has two, takes it ten times as long as C2.
     */
    private static final String COMPILERS = """
            [
              {
                match: ["java/math/*.*", "sun/security/*.*", "org/bouncycastle/*.*", "org/keycloak/crypto/hash/*.*"],
                c2: { Exclude: false }
              },
              { match: "*.*", c2: { Exclude: true } }
            ]
            """;

    /** Written once: a server may read it while another one is started. */
    private static final Path DIRECTIVES = written();

    private ServerJvm() {}

    private static Path written() {
        try {
            return Files.writeString(Files.createDirectories(Settings.work()).resolve("compilers.json"), COMPILERS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The options for a server that lives for a story. */
    static List<String> shortLived() {
        return List.of(
                "-Xms256m",
                "-Xmx768m",
                "-XX:MetaspaceSize=160m", // what a start fills: no collection to find that out
                "-XX:+UseSerialGC",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:CompilerDirectivesFile=" + DIRECTIVES);
    }

    /** The same for the servers of the stories, of which the sample server has its classes verified for all. */
    static List<String> ofStories() {
        List<String> options = new ArrayList<>(shortLived());
        options.add("-XX:-BytecodeVerificationRemote");
        return options;
    }

    static List<String> command(Path distribution, Path nodeHome, List<String> jvmOptions) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Dfile.encoding=UTF-8");
        for (String name : List.of("java.util", "java.util.concurrent", "java.security", "java.lang")) {
            command.add("--add-opens=java.base/" + name + "=ALL-UNNAMED");
        }
        command.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
        command.add("-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory");
        command.add("-Dpicocli.disable.closures=true");
        command.add("-Dkc.home.dir=" + nodeHome);
        command.add("-Djboss.server.config.dir=" + nodeHome.resolve("conf"));
        command.addAll(jvmOptions);
        command.add("-cp");
        command.add(distribution.resolve("lib/quarkus-run.jar").toString());
        command.add("io.quarkus.bootstrap.runner.QuarkusEntryPoint");
        return command;
    }
}
