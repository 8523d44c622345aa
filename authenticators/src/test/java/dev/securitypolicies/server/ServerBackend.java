package dev.securitypolicies.server;

import java.util.Optional;

/** What a server runs in: a process of this machine, or a container. */
interface ServerBackend {

    /** Everything it has written to its log so far. */
    String log();

    void close();

    /** The process, for what is measured or done to it from outside; empty if it is none of this machine. */
    default Optional<ProcessHandle> process() {
        return Optional.empty();
    }
}
