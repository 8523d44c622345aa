package dev.securitypolicies.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;

/**
 * What a node holds on to, right after all garbage was collected.
 *
 * @param heap live objects, in megabytes
 * @param metaspace classes and compiled code, in megabytes
 * @param threads how many there are
 * @param files how many files and sockets are open
 */
public record Footprint(double heap, double metaspace, int threads, int files) {

    private static final double MEGABYTE = 1 << 20;

    /** Of a node that is a process of this machine. */
    public static Footprint of(KeycloakNode node) {
        collectGarbage(node.process());
        String metrics = node.metrics();
        return new Footprint(
                sum(metrics, "jvm_memory_used_bytes{area=\"heap\"") / MEGABYTE,
                sum(metrics, "jvm_memory_used_bytes{area=\"nonheap\"") / MEGABYTE,
                (int) sum(metrics, "jvm_threads_live_threads"),
                (int) sum(metrics, "process_files_open_files"));
    }

    private static void collectGarbage(ProcessHandle process) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            int code = new ProcessBuilder(jcmd, String.valueOf(process.pid()), "GC.run")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("jcmd has failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static double sum(String metrics, String name) {
        Pattern sample = Pattern.compile("^" + Pattern.quote(name) + ".* ([0-9.E+]+)$", Pattern.MULTILINE);
        double[] values = sample.matcher(metrics)
                .results()
                .mapToDouble(found -> Double.parseDouble(found.group(1)))
                .toArray();
        if (values.length == 0) {
            throw new IllegalStateException("there is no metric `" + name + "`");
        }
        return DoubleStream.of(values).sum();
    }
}
