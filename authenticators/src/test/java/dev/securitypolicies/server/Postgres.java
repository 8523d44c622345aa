package dev.securitypolicies.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** One real PostgreSQL for the whole test run; every server gets a database of its own in it. */
final class Postgres {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final EmbeddedPostgres SERVER = start();
    private static final Map<String, String> TEMPLATES = new ConcurrentHashMap<>();

    private Postgres() {}

    private static EmbeddedPostgres start() {
        try {
            Files.createDirectories(Settings.work());
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(
                            Settings.work().resolve("postgres").toFile())
                    .setServerConfig("unix_socket_directories", "")
                    .setServerConfig("fsync", "off")
                    .setServerConfig("max_connections", "300")
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it before the JVM does: where Maven's own has run it, classes cannot be loaded at the end any more. */
    static void stop() {
        close(SERVER);
    }

    private static void close(EmbeddedPostgres server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Creates a database for a Keycloak of this version, with empty tables, and returns its name. */
    static String createDatabase(String version) {
        return copyOf(TEMPLATES.computeIfAbsent(version, Postgres::template));
    }

    private static String template(String version) {
        String template = empty();
        execute(template, Schema.of(version));
        return template;
    }

    /** Creates a database without tables and returns its name. */
    static String empty() {
        String name = "keycloak" + COUNT.incrementAndGet();
        execute("postgres", "create database " + name);
        return name;
    }

    /** Creates a copy of a database that nobody is connected to, and returns its name. */
    static String copyOf(String database) {
        String name = "keycloak" + COUNT.incrementAndGet();
        execute("postgres", "create database " + name + " template " + database);
        return name;
    }

    static int execute(String database, String sql) {
        try (Connection connection = SERVER.getDatabase("postgres", database).getConnection();
                Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static int number(String database, String sql) {
        try (Connection connection = SERVER.getDatabase("postgres", database).getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static int port() {
        return SERVER.getPort();
    }

    /** What a server is started with to use this database. */
    static List<String> options(String database) {
        return List.of("--db-url=" + url(database), "--db-username=postgres", "--db-password=postgres");
    }

    static String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + SERVER.getPort() + "/" + database;
    }
}
