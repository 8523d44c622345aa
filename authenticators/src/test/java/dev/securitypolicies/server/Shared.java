package dev.securitypolicies.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What all processes of a test run use together, such as an unpacked server: the first one makes it, and the others wait for it. */
final class Shared {

    /** The making of it, in this folder. It is called each time, and makes only what is not there yet. */
    @FunctionalInterface
    interface Making<T> {
        T in(Path folder) throws IOException;
    }

    private Shared() {}

    /** One at a time: a test may start two servers at once, and a lock on a file is of the whole process. */
    static synchronized <T> T made(String name, Making<T> making) {
        try {
            Path folder = Settings.shared().resolve(name);
            Path lock = Files.createDirectories(Settings.shared()).resolve(name + ".lock");
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = channel.lock()) {
                assert held.isValid();
                return making.in(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
