package dev.securitypolicies.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What a backchannel login (CIBA) asks on a person's telephone. It listens on loopback and ends with the JVM. */
public final class Phone {

    private static final Phone PHONE = new Phone();

    private final HttpServer server;
    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();

    private Phone() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::ask);
        server.setExecutor(command -> {
            Thread thread = new Thread(command);
            thread.setDaemon(true);
            thread.start();
        });
        server.start();
    }

    public static Phone everybodys() {
        return PHONE;
    }

    /** Where a server asks. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    private void ask(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestHeaders().getFirst("Authorization"));
        exchange.sendResponseHeaders(201, -1);
        exchange.close();
    }

    /** Says yes to the last question, from an address. */
    public Http.Answer agree(App app, String address) {
        try {
            String bearer = asked.poll(10, TimeUnit.SECONDS);
            if (bearer == null) {
                throw new IllegalStateException("nothing was asked");
            }
            Http http = new Http();
            http.headers("X-Forwarded-For", address, "Authorization", bearer);
            return http.json("POST", app.endpoint("ext/ciba/auth/callback"), Map.of("status", "SUCCEED"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
