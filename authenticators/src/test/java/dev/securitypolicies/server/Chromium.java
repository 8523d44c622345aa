package dev.securitypolicies.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The browser of the tests: the one that `CHROMIUM` names, an installed one, or else one that npm brings.
 *
 * @param executable the program
 * @param libraries a folder of libraries it needs, empty if the system has them
 */
record Chromium(Path executable, String libraries) {

    private static final String PACKAGE = "@sparticuz/chromium@153.0.0";
    private static final List<String> INSTALLED = List.of(
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
            "/usr/bin/google-chrome-stable");

    static Chromium find() {
        Stream<String> candidates =
                Stream.concat(Optional.ofNullable(System.getenv("CHROMIUM")).stream(), INSTALLED.stream());
        return candidates
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .map(found -> new Chromium(found, ""))
                .orElseGet(Chromium::fromNpm);
    }

    private static Chromium fromNpm() {
        try {
            return Shared.made("chromium", Chromium::installed);
        } catch (UncheckedIOException e) {
            throw new UncheckedIOException("no browser: set CHROMIUM, or install chromium or Node", e.getCause());
        }
    }

    private static Chromium installed(Path folder) throws IOException {
        Path script = Files.createDirectories(folder).resolve("install.mjs");
        try (var source = Chromium.class.getResourceAsStream("/browser/install.mjs")) {
            Files.write(script, source.readAllBytes());
        }
        run(folder, "npm", "install", "--prefix", ".", "--no-audit", "--no-fund", "--ignore-scripts", PACKAGE);
        List<String> lines = run(folder, "node", script.toString()).lines().toList();
        return new Chromium(Path.of(lines.get(0)), lines.size() > 1 ? lines.get(1) : "");
    }

    private static String run(Path folder, String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("failed: " + String.join(" ", command) + "\n" + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return output;
    }
}
