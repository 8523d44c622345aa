package dev.securitypolicies.server;

import java.util.Optional;
import java.util.function.Supplier;

/** What a server runs in: a process of this machine, or a container. */
interface ServerBackend {

    /** Everything it has written to its log so far. */
    String log();

    /** What it writes to its log from now on, each time up to when it is asked for. */
    default Supplier<String> logFromHere() {
        int written = log().length();
        return () -> log().substring(written);
    }

    void close();

    /** The process, for what is measured or done to it from outside; empty if it is none of this machine. */
    default Optional<ProcessHandle> process() {
        return Optional.empty();
    }
}
