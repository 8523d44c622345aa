package dev.securitypolicies.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A Keycloak that runs as a process of its own, and ends with this JVM at the latest. */
final class ServerProcess implements ServerBackend {

    private static final Duration START_LIMIT = Duration.ofMinutes(5);

    private final Process process;
    private final Process guard;
    private final Path log;

    ServerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.guard = guard(process);
        Runtime.getRuntime().addShutdownHook(new Thread(this::end));
    }

    @Override
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was written before is not read: a server that logs its SQL has soon written more than is read in no time. */
    @Override
    public Supplier<String> logFromHere() {
        long written = log.toFile().length();
        return () -> {
            try (InputStream file = Files.newInputStream(log)) {
                file.skipNBytes(written);
                return new String(file.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    @Override
    public void close() {
        end(guard);
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void end() {
        end(guard);
        process.destroyForcibly();
    }

    /** Ends a guard that has nothing to watch over any more. */
    static void end(Process guard) {
        guard.descendants().forEach(ProcessHandle::destroy);
        guard.destroy();
    }

    /** Returns when the health endpoint says that the server is ready. */
    ServerProcess awaitReady(URI health) throws IOException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request =
                HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(5)).build();
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        try {
            while (process.isAlive() && System.nanoTime() < deadline) {
                if (isReady(client, request)) {
                    return this;
                }
                TimeUnit.MILLISECONDS.sleep(200);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        throw new IllegalStateException("Keycloak did not become ready, its log:\n" + Files.readString(log));
    }

    private static boolean isReady(HttpClient client, HttpRequest request) throws InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false; // not listening yet
        }
    }

    /** A process that ends the server when this JVM is killed so hard that no shutdown hook runs. */
    static Process guard(Process server) {
        String script = "tail --pid=%d -f /dev/null; kill %d"
                .formatted(ProcessHandle.current().pid(), server.pid());
        try {
            return new ProcessBuilder("sh", "-c", script)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<ProcessHandle> process() {
        return Optional.of(process.toHandle());
    }
}
