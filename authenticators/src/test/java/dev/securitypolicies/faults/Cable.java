package dev.securitypolicies.faults;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A connection that can fail: what is sent to its port on the loopback address goes to another port there, as long as the cable is whole. */
final class Cable implements Closeable {

    private static final int BUFFER = 16_384;

    private final ServerSocket entrance;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;
    private volatile long delayMillis;

    private Cable(ServerSocket entrance, int target) {
        this.entrance = entrance;
        this.target = target;
        daemon(this::accept);
    }

    /** A cable to this port. */
    static Cable to(int target) {
        try {
            return new Cable(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()), target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** Ends all connections; new ones end at once until {@link #mend}. */
    void cut() {
        cut = true;
        open.forEach(Cable::end);
    }

    /** Everything that is sent towards the target arrives that much later, block by block. */
    void slow(long millis) {
        delayMillis = millis;
    }

    void mend() {
        cut = false;
        delayMillis = 0;
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        cut();
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket from = entrance.accept();
                if (cut) {
                    end(from);
                } else {
                    join(from);
                }
            } catch (IOException e) {
                // closed, or somebody gave up while they waited
            }
        }
    }

    private void join(Socket from) {
        try {
            Socket to = new Socket(InetAddress.getLoopbackAddress(), target);
            to.setTcpNoDelay(true);
            from.setTcpNoDelay(true);
            open.add(from);
            open.add(to);
            daemon(() -> pass(from, to, true));
            daemon(() -> pass(to, from, false));
        } catch (IOException e) {
            end(from);
        }
    }

    private void pass(Socket from, Socket to, boolean delayed) {
        byte[] block = new byte[BUFFER];
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int length = in.read(block); length >= 0; length = in.read(block)) {
                long wait = delayed ? delayMillis : 0;
                if (wait > 0) {
                    TimeUnit.MILLISECONDS.sleep(wait);
                }
                out.write(block, 0, length);
            }
        } catch (IOException e) {
            // one end is gone, and so is the other
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end(from);
            end(to);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "cable");
        thread.setDaemon(true);
        thread.start();
    }
}
