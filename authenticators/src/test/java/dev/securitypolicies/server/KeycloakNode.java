package dev.securitypolicies.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One running Keycloak process on a loopback port, with a home of its own. Closing it ends the process. */
public final class KeycloakNode implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(5);

    private final Process process;
    private final Process guard;
    private final Path log;
    private final int port;
    private final int management;
    private String path = "";

    private KeycloakNode(Process process, Path log, int port, int management) {
        this.process = process;
        this.log = log;
        this.port = port;
        this.management = management;
        this.guard = guard(process);
        Runtime.getRuntime().addShutdownHook(new Thread(this::end));
    }

    /** Starts a node and returns when its health endpoint says that it is ready. */
    static KeycloakNode start(Distribution distribution, String name, int port, List<String> options) {
        try {
            Path home = nodeHome(distribution, name);
            int management = freePort();
            List<String> command = Distribution.java(distribution.home(), home, List.of("-Dkc.config.built=true"));
            command.add("start");
            command.addAll(List.of("--optimized", "--http-enabled=true", "--hostname-strict=false"));
            command.addAll(List.of("--http-host=127.0.0.1", "--http-port=" + port));
            command.addAll(List.of("--http-management-host=127.0.0.1", "--http-management-port=" + management));
            command.addAll(options);
            Path log = home.resolve("server.log");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", Admin.NAME);
            builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", Admin.PASSWORD);
            KeycloakNode node = new KeycloakNode(builder.start(), log, port, management);
            node.awaitReady(URI.create("http://127.0.0.1:" + management + "/health/ready"));
            return node;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The base address, without a slash at the end. */
    public String url() {
        return "http://127.0.0.1:" + port + path;
    }

    /** The same by name: passkeys are bound to a name, and an address is none. */
    public String localhostUrl() {
        return byName("localhost");
    }

    /** The same by another name of this machine. */
    public String byName(String host) {
        return "http://" + host + ":" + port + path;
    }

    int port() {
        return port;
    }

    KeycloakNode under(String relativePath) {
        path = relativePath;
        return this;
    }

    /** Everything the server has written to its log so far. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the metrics endpoint says. */
    public String metrics() {
        return new Http().get("http://127.0.0.1:" + management + "/metrics").body();
    }

    /** How many SQL statements the server has logged so far. */
    public long sqlStatements() {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains("[org.hibernate.SQL]")).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int waitForEnd() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void close() {
        endGuard();
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
        endGuard();
        process.destroyForcibly();
    }

    private void endGuard() {
        guard.descendants().forEach(ProcessHandle::destroy);
        guard.destroy();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Path nodeHome(Distribution distribution, String name) throws IOException {
        Path home = distribution.home().resolve("nodes").resolve(name);
        Files.createDirectories(home.resolve("data"));
        for (String part : List.of("lib", "providers", "themes", "conf")) {
            Path link = home.resolve(part);
            if (!Files.exists(link)) {
                Files.createSymbolicLink(link, distribution.home().resolve(part));
            }
        }
        return home;
    }

    private void awaitReady(URI health) throws IOException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request =
                HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(5)).build();
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        try {
            while (process.isAlive() && System.nanoTime() < deadline) {
                if (isReady(client, request)) {
                    return;
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
    private static Process guard(Process server) {
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
}
