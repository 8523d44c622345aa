package dev.securitypolicies.server;

/** What a server runs in: a process of this machine, or a container. */
interface ServerBackend {

    /** Everything it has written to its log so far. */
    String log();

    /** Waits until it ends by itself, for its exit code. */
    int waitForEnd() throws InterruptedException;

    void close();
}
