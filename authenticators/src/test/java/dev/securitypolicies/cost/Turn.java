package dev.securitypolicies.cost;

import dev.securitypolicies.server.Realm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;

/**
 * One turn: all users do the same at once, for some seconds.
 *
 * @param cpu what the server's process spent on one request, in milliseconds
 * @param throughput requests a second
 */
record Turn(double cpu, double throughput) {

    static Turn take(Operation operation, Realm realm, Duration length) throws InterruptedException {
        List<IntSupplier> users = new ArrayList<>();
        for (int user = 0; user < Load.USERS; user++) {
            users.add(operation.of(realm, "user" + user));
        }
        ProcessHandle server = realm.node().process();
        Duration before = cpu(server);
        long begin = System.nanoTime();
        AtomicLong done = new AtomicLong();
        AtomicLong failed = new AtomicLong();
        List<Thread> threads = new ArrayList<>();
        for (IntSupplier user : users) {
            Thread thread = new Thread(() -> {
                while (System.nanoTime() - begin < length.toNanos()) {
                    (succeeds(user) ? done : failed).incrementAndGet();
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        long took = System.nanoTime() - begin;
        double spent = cpu(server).minus(before).toNanos() / 1e6;
        if (failed.get() > 0 || done.get() == 0) {
            throw new IllegalStateException(operation + " in realm `" + realm.name() + "`: " + failed
                    + " requests have failed, " + done + " not");
        }
        return new Turn(spent / done.get(), done.get() * 1e9 / took);
    }

    /** A request that ends in an exception has failed like any other. */
    private static boolean succeeds(IntSupplier user) {
        try {
            return user.getAsInt() == 200;
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static Duration cpu(ProcessHandle process) {
        return process.info().totalCpuDuration().orElseThrow();
    }
}
