package dev.securitypolicies.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** One running Keycloak on a loopback port. Closing it ends it. */
public final class KeycloakNode implements AutoCloseable {

    private final ServerBackend backend;
    private final int port;
    private final int management;
    private String path = "";

    /** A server at these ports of the loopback address. */
    KeycloakNode(ServerBackend backend, int port, int management) {
        this.backend = backend;
        this.port = port;
        this.management = management;
    }

    /** Starts a node and returns when its health endpoint says that it is ready. */
    static KeycloakNode start(Distribution distribution, String name, int port, List<String> options) {
        return start(distribution, name, port, options, ServerJvm.ofStories(), Map.of());
    }

    static KeycloakNode start(
            Distribution distribution,
            String name,
            int port,
            List<String> options,
            List<String> jvmOptions,
            Map<String, String> environment) {
        try {
            Path home = nodeHome(distribution, name);
            int management = freePort();
            List<String> jvm = new ArrayList<>(jvmOptions);
            jvm.add("-Dkc.config.built=true");
            List<String> command = ServerJvm.command(distribution.home(), home, jvm);
            command.add("start");
            command.addAll(List.of("--optimized", "--http-enabled=true", "--hostname-strict=false"));
            command.addAll(List.of("--http-host=127.0.0.1", "--http-port=" + port));
            command.addAll(List.of("--http-management-host=127.0.0.1", "--http-management-port=" + management));
            command.addAll(options);
            Path log = home.resolve("server.log");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().putAll(environment);
            builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", Admin.NAME);
            builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", Admin.PASSWORD);
            ServerProcess process = new ServerProcess(builder.start(), log)
                    .awaitReady(URI.create("http://127.0.0.1:" + management + "/health/ready"));
            return new KeycloakNode(process, port, management);
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

    /** The process it runs as. */
    public ProcessHandle process() {
        return backend.process().orElseThrow();
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
        return backend.log();
    }

    /** What the metrics endpoint says. */
    public String metrics() {
        return new Http().get("http://127.0.0.1:" + management + "/metrics").body();
    }

    /** What the server writes to its log from now on, each time up to when it is asked for. */
    public Supplier<String> logFromHere() {
        return backend.logFromHere();
    }

    /** How many SQL statements the server logs while this is done. */
    public long sqlStatementsOf(Runnable action) {
        Supplier<String> logged = logFromHere();
        action.run();
        return logged.get()
                .lines()
                .filter(line -> line.contains("[org.hibernate.SQL]"))
                .count();
    }

    @Override
    public void close() {
        backend.close();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Where a node of this name keeps what is its own. */
    static Path home(String name) {
        return Settings.work().resolve("nodes").resolve(name);
    }

    private static Path nodeHome(Distribution distribution, String name) throws IOException {
        Path home = home(name);
        Files.createDirectories(home.resolve("data"));
        for (String part : List.of("lib", "providers", "themes", "conf")) {
            Path link = home.resolve(part);
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, distribution.home().resolve(part));
        }
        return home;
    }
}
