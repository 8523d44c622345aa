package dev.securitypolicies.cost;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The CPU time of a server's process, told apart by what its JVM compiles and all the rest. Linux (`/proc`, see proc(5)); the process keeps its compiler threads (`-XX:-UseDynamicNumberOfCompilerThreads`). */
final class ProcessCpu {

    private static final double MILLISECONDS_A_TICK = 10; // USER_HZ is 100 on every Linux that a JVM runs on
    private static final int USER_TIME = 11; // fields behind the name of the thread
    private static final int SYSTEM_TIME = 12;

    private final ProcessHandle process;

    ProcessCpu(ProcessHandle process) {
        this.process = process;
    }

    Spent spent() {
        Duration all = process.info().totalCpuDuration().orElseThrow();
        return new Spent(all.toNanos() / 1e6, compilers());
    }

    private double compilers() {
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + process.pid() + "/task"))) {
            return threads.mapToDouble(ProcessCpu::ifCompiler).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double ifCompiler(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            int name = stat.lastIndexOf(')');
            if (!stat.substring(0, name).contains("CompilerThre")) {
                return 0;
            }
            List<String> fields = List.of(stat.substring(name + 2).split(" ", -1));
            return (Long.parseLong(fields.get(USER_TIME)) + Long.parseLong(fields.get(SYSTEM_TIME)))
                    * MILLISECONDS_A_TICK;
        } catch (NoSuchFileException e) {
            return 0; // a thread that has just ended, which no compiler does
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Milliseconds so far: of all threads, and of the compilers among them. */
    record Spent(double all, double compiling) {

        double millisecondsSince(Spent before) {
            return all - compiling - (before.all - before.compiling);
        }
    }
}
