package dev.securitypolicies.cost;

import dev.securitypolicies.server.Realm;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;

/**
 * One turn: all users do the same at once, until each has done it so often. Two servers that take turns have then had the same requests, and the slower one is not
 * the colder one as well.
 *
 * @param cpu what the server's process spent on one request, in milliseconds, without its compilers
 * @param throughput requests a second
 */
record Turn(double cpu, double throughput) {

    static Turn take(Operation operation, Realm realm) throws InterruptedException {
        List<IntSupplier> users = new ArrayList<>();
        for (int user = 0; user < Load.USERS; user++) {
            users.add(operation.of(realm, "user" + user));
        }
        ProcessCpu server = new ProcessCpu(realm.node().process());
        ProcessCpu.Spent before = server.spent();
        long begin = System.nanoTime();
        int each = operation.requests() / Load.USERS;
        AtomicLong failed = new AtomicLong();
        List<Thread> threads = new ArrayList<>();
        for (IntSupplier user : users) {
            Thread thread = new Thread(() -> {
                for (int request = 0; request < each; request++) {
                    if (!succeeds(user)) {
                        failed.incrementAndGet();
                    }
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        ProcessCpu.Spent after = server.spent();
        if (failed.get() > 0) {
            throw new IllegalStateException(
                    operation + " in realm `" + realm.name() + "`: " + failed + " requests have failed");
        }
        int all = each * Load.USERS;
        return new Turn(after.millisecondsSince(before) / all, all / seconds);
    }

    /** A request that ends in an exception has failed like any other. */
    private static boolean succeeds(IntSupplier user) {
        try {
            return user.getAsInt() == 200;
        } catch (RuntimeException e) {
            return false;
        }
    }
}
