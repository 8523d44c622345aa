package dev.securitypolicies.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The provider jar of the version before this one: of the last release before this commit, or of the commit before if there was none. It is built from the
 * history of the checkout, once for each; where there is no history (an archive, a shallow clone, no git) there is no such jar.
 */
public final class PreviousPack {

    private static final Path CHECKOUT = Settings.samples().resolve("..").normalize();
    private static final String BUILT = "authenticators/target/keycloak-security-policies.jar";

    private PreviousPack() {}

    /** Whether the history reaches that far back. */
    public static boolean isKnown() {
        return commit().isPresent();
    }

    /** The jar, built by the first who asks; there must be one. */
    public static Path jar() {
        return built(CHECKOUT, commit().orElseThrow());
    }

    private static Optional<String> commit() {
        return said(CHECKOUT, "git", "describe", "--tags", "--abbrev=0", "--match", "v*", "HEAD^")
                .or(() -> said(CHECKOUT, "git", "rev-parse", "HEAD^"));
    }

    private static Path built(Path checkout, String commit) {
        Path folder = Settings.work().resolve("previous").resolve(commit);
        Path jar = folder.resolve(BUILT);
        if (!Files.exists(jar)) {
            try {
                Files.createDirectories(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Path archive = folder.resolve("sources.tar");
            run(checkout, "git", "archive", "--format=tar", "--output=" + archive, commit);
            run(folder, "tar", "xf", archive.toString());
            run(
                    folder,
                    "mvn",
                    "-q",
                    "-B",
                    "-ntp",
                    "-Dquick",
                    "-DskipNode",
                    "-DskipITs",
                    "-Dmaven.test.skip=true",
                    "-pl",
                    "authenticators",
                    "package");
        }
        return jar;
    }

    private static void run(Path folder, String... command) {
        if (said(folder, command).isEmpty()) {
            throw new IllegalStateException(String.join(" ", command) + " has failed");
        }
    }

    /** What a command says, or empty if it fails. */
    private static Optional<String> said(Path folder, String... command) {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .directory(folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? Optional.of(output.strip()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // there is no such command
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
