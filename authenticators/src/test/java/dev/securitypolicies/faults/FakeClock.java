package dev.securitypolicies.faults;

import dev.securitypolicies.server.KeycloakNode;
import dev.securitypolicies.server.Servers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A clock that can be set while a node runs. It needs libfaketime, and the system property `faults.faketime` says where its library for programs with threads is.
 * Clocks that only count (`System.nanoTime`) stay right.
 */
final class FakeClock {

    private static final String LIBRARY = System.getProperty("faults.faketime", "");
    private static final Path OFFSET = Path.of(
            System.getProperty("java.io.tmpdir"),
            "faults-clock-" + ProcessHandle.current().pid());

    private FakeClock() {}

    static boolean isThere() {
        return Files.exists(Path.of(LIBRARY)) && !LIBRARY.isEmpty();
    }

    /** How far it is ahead, within a second from now. */
    static void set(Duration ahead) {
        try {
            Files.writeString(OFFSET, "+" + ahead.toSeconds() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A node of a cluster that goes by this clock. */
    static KeycloakNode startNode(String database, int databasePort, List<String> options) {
        return Servers.startNode(
                database,
                databasePort,
                options,
                Map.of(
                        "LD_PRELOAD",
                        LIBRARY,
                        "FAKETIME_TIMESTAMP_FILE",
                        OFFSET.toString(),
                        "FAKETIME_CACHE_DURATION",
                        "1",
                        "FAKETIME_DONT_FAKE_MONOTONIC",
                        "1",
                        "NO_FAKE_STAT",
                        "1",
                        // else timed waits end at once, and a node takes minutes for its start
                        "FAKETIME_FORCE_MONOTONIC_FIX",
                        "0"));
    }
}
