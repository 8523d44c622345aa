package dev.securitypolicies.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The servers of a test run. The common ones start once, when the first test asks, and end with the JVM. */
public final class Servers {

    /** How a server learns the client's address when it stands behind a proxy at loopback. */
    public static final List<String> BEHIND_PROXY =
            List.of("--proxy-headers=xforwarded", "--proxy-trusted-addresses=127.0.0.1");

    /** What the common servers log beside the usual, so that a test can count statements. */
    private static final String LOG_SQL = "--log-level=INFO,org.hibernate.SQL:debug";

    /** Every refusal is stored, so that a test can look at its own. */
    private static final String EVERY_RECORD = "--spi-security-policy-records--default--window-seconds=0";

    /** All preview features that start together; legacy token exchange asks the older permissions. */
    private static final List<String> PREVIEW =
            List.of("--features=preview,docker,admin-fine-grained-authz:v1,oid4vc-vci");

    /** What it costs to guess a password is Keycloak's matter; all stories together check thousands. */
    private static final List<String> LIGHT_HASHES =
            List.of("--spi-password-hashing--argon2--iterations=1", "--spi-password-hashing--argon2--memory=64");

    private static final AtomicInteger COUNT = new AtomicInteger();

    private Servers() {}

    /** The newest Keycloak with the pack, behind a trusted proxy that sends X-Forwarded-For. */
    public static KeycloakNode newest() {
        return Newest.NODE;
    }

    /** The Keycloak that the pack is compiled against. */
    public static KeycloakNode compiled() {
        return Compiled.NODE;
    }

    /** The newest Keycloak without the pack. */
    public static KeycloakNode plain() {
        return Plain.NODE;
    }

    /** The newest Keycloak with the pack and all preview features that start together. */
    public static KeycloakNode preview() {
        return Preview.NODE;
    }

    /** The same without the pack. */
    public static KeycloakNode plainPreview() {
        return PlainPreview.NODE;
    }

    /** A server of its own with the pack and these options; the caller closes it. */
    public static KeycloakNode start(List<String> options) {
        return launch(withPack(), newDatabase(), "--cache=local", options);
    }

    /** A server on this database, which others may have used before it; the caller closes it. */
    public static KeycloakNode startOn(String database, List<String> options) {
        return launch(withPack(), database, "--cache=local", options);
    }

    /** One more server on the database of the newest; the caller closes it. */
    public static KeycloakNode startBesideNewest(List<String> options) {
        return startOn(Newest.DATABASE, options);
    }

    /** A server without the pack on this database, which one with the pack has used before it; the caller closes it. */
    public static KeycloakNode startPlainOn(String database) {
        Distribution plain = Distribution.plain(Settings.serverVersion(), Distribution.Database.POSTGRES, List.of());
        return launch(plain, database, "--cache=local", List.of());
    }

    /** A server with this jar of the pack instead of ours, on this database; the caller closes it. */
    public static KeycloakNode startPreviousOn(Path jar, String database) {
        return launch(Distribution.withJar(Settings.serverVersion(), jar), database, "--cache=local", BEHIND_PROXY);
    }

    /** A server with the pack where another one was, on the same database: what that has issued is still its own. The caller closes it. */
    public static KeycloakNode startInPlaceOf(KeycloakNode stopped, String database) {
        return launch(withPack(), database, "--cache=local", BEHIND_PROXY, stopped.port());
    }

    /** A server as it is run in production, with the pack or without it, to be measured; the caller closes it. */
    public static KeycloakNode startForMeasuring(boolean withPack) {
        return startForMeasuringOn(emptyDatabase(), withPack);
    }

    /** The same on this database. */
    public static KeycloakNode startForMeasuringOn(String database, boolean withPack) {
        Distribution distribution = withPack
                ? withPack()
                : Distribution.plain(Settings.serverVersion(), Distribution.Database.POSTGRES, List.of());
        List<String> options = new ArrayList<>(BEHIND_PROXY);
        options.addAll(List.of("--cache=local", "--log-level=WARN"));
        options.addAll(Postgres.options(database));
        List<String> jvm = new ArrayList<>(List.of("-Xmx1g", "-Xms1g", "-XX:-UseDynamicNumberOfCompilerThreads"));
        if (withPack && !System.getProperty("cost.jvm", "").isEmpty()) {
            jvm.addAll(List.of(System.getProperty("cost.jvm").split(" ", -1))); // such as a flight recorder
        }
        return KeycloakNode.start(distribution, "node" + COUNT.incrementAndGet(), port(), options, jvm, Map.of());
    }

    /** A server with the pack that calls otherwise what the pack holds on to by name; the caller closes it. */
    public static KeycloakNode startWithMovedHooks() {
        return launch(
                Distribution.withMovedHooks(Settings.serverVersion()), newDatabase(), "--cache=local", BEHIND_PROXY);
    }

    /** A database in which a server makes its tables itself, for those that are measured: {@link Schema} leaves indexes that Keycloak removes. */
    public static String emptyDatabase() {
        return Postgres.empty();
    }

    /** Ends the database of all; a run that only measures says so at its end. */
    public static void stopDatabase() {
        Postgres.stop();
    }

    /** A database without realms that outlives a server. */
    public static String newDatabase() {
        return Postgres.createDatabase(Settings.serverVersion());
    }

    /** A copy of a database that nobody is connected to. */
    public static String copyOf(String database) {
        return Postgres.copyOf(database);
    }

    /** A server under the relative path `/auth`, with admin API v2; the caller closes it. */
    public static KeycloakNode startUnderPath() {
        List<String> build = List.of(
                "--http-relative-path=/auth", "--http-management-relative-path=/", "--features=client-admin-api:v2");
        Distribution distribution =
                Distribution.withPack(Settings.serverVersion(), Distribution.Database.POSTGRES, build);
        return launch(distribution, newDatabase(), "--cache=local", BEHIND_PROXY)
                .under("/auth");
    }

    /** A server whose admin console has the host name `admin.localhost`, and everything else `localhost`; the caller closes it. */
    public static KeycloakNode startWithAdminHostName() {
        int port = port();
        List<String> options = new ArrayList<>(BEHIND_PROXY);
        options.add("--hostname=http://localhost:" + port);
        options.add("--hostname-admin=http://admin.localhost:" + port);
        return launch(withPack(), newDatabase(), "--cache=local", options, port);
    }

    /** Two nodes of one cluster, on one database. */
    public static List<KeycloakNode> startCluster() {
        String database = newDatabase();
        List<KeycloakNode> nodes = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            List<String> options = new ArrayList<>(BEHIND_PROXY);
            options.add("--cache-embedded-network-bind-address=127.0.0.1");
            options.add("--cache-embedded-network-bind-port=" + clusterPort());
            nodes.add(launch(withPack(), database, "--cache=ispn", options));
        }
        return nodes;
    }

    /** Keycloak's own command line, as the distribution brings it. */
    public static Path kcadm() {
        return withPack().home().resolve("bin/kcadm.sh");
    }

    /** Where PostgreSQL listens. */
    public static int databasePort() {
        return Postgres.port();
    }

    /** How a node of a cluster is started. */
    @FunctionalInterface
    public interface NodeStart {

        /** One that reaches this database through that port; the caller closes it. */
        KeycloakNode start(String database, int databasePort, List<String> behaviour);
    }

    /** A node with the pack. */
    public static KeycloakNode startNode(String database, int databasePort, List<String> behaviour) {
        return startNode(withPack(), database, databasePort, behaviour, Map.of());
    }

    /** A node with the pack whose process finds these variables in its environment. */
    public static KeycloakNode startNode(
            String database, int databasePort, List<String> behaviour, Map<String, String> environment) {
        return startNode(withPack(), database, databasePort, behaviour, environment);
    }

    /** A node with the pack and all preview features that start together. */
    public static KeycloakNode startPreviewNode(String database, int databasePort, List<String> behaviour) {
        List<String> options = new ArrayList<>(behaviour);
        linkingAndPhone().stream().filter(option -> !behaviour.contains(option)).forEach(options::add);
        return startNode(withPackAndPreview(), database, databasePort, options, Map.of());
    }

    /** A node with the version of the pack before this one. */
    public static KeycloakNode startPreviousNode(String database, int databasePort, List<String> behaviour) {
        Distribution previous = Distribution.withJar(Settings.serverVersion(), PreviousPack.jar());
        return startNode(previous, database, databasePort, behaviour, Map.of());
    }

    private static KeycloakNode startNode(
            Distribution distribution,
            String database,
            int databasePort,
            List<String> behaviour,
            Map<String, String> environment) {
        List<String> options = new ArrayList<>(behaviour);
        options.add("--cache=ispn");
        options.addAll(LIGHT_HASHES);
        options.addAll(List.of(
                "--db-url=" + Postgres.url(database).replace(":" + Postgres.port(), ":" + databasePort),
                "--db-username=postgres",
                "--db-password=postgres"));
        return KeycloakNode.start(
                distribution, "node" + COUNT.incrementAndGet(), port(), options, ServerJvm.ofStories(), environment);
    }

    /** Changes a database behind the back of whoever works with it. */
    public static int sql(String database, String statement) {
        return Postgres.execute(database, statement);
    }

    /** The one number that a statement asks a database for. */
    public static int number(String database, String sql) {
        return Postgres.number(database, sql);
    }

    /** Changes the database of the newest server behind its back. */
    public static int sqlOnNewest(String statement) {
        return Postgres.execute(Newest.DATABASE, statement);
    }

    private static Distribution withPack() {
        return Distribution.withPack(Settings.serverVersion(), Distribution.Database.POSTGRES);
    }

    private static Distribution withPackAndPreview() {
        return Distribution.withPack(Settings.serverVersion(), Distribution.Database.POSTGRES, PREVIEW);
    }

    private static KeycloakNode launch(
            Distribution distribution, String database, String cache, List<String> behaviour) {
        return launch(distribution, database, cache, behaviour, port());
    }

    private static KeycloakNode launch(
            Distribution distribution, String database, String cache, List<String> behaviour, int port) {
        List<String> options = new ArrayList<>(behaviour);
        if (behaviour.stream().noneMatch(option -> option.contains("window-seconds"))) {
            options.add(EVERY_RECORD);
        }
        options.add(cache);
        options.addAll(LIGHT_HASHES);
        options.addAll(Postgres.options(database));
        return KeycloakNode.start(distribution, "node" + COUNT.incrementAndGet(), port, options);
    }

    /** An older way to link accounts, which is off otherwise, and where a backchannel login asks. */
    private static List<String> linkingAndPhone() {
        List<String> options = new ArrayList<>(BEHIND_PROXY);
        options.add("--spi-login-protocol--openid-connect--allow-client-initiated-account-linking=true");
        options.add("--spi-ciba-auth-channel--ciba-http-auth-channel--http-authentication-channel-uri="
                + Phone.everybodys().url());
        return options;
    }

    private static List<String> behindProxyLoggingSql() {
        List<String> options = new ArrayList<>(BEHIND_PROXY);
        options.add(LOG_SQL);
        return options;
    }

    private static int port() {
        try {
            return KeycloakNode.freePort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** JGroups also listens 50000 above this port, which must stay below 65536. */
    public static int clusterPort() {
        int port = port();
        while (port + 50_000 <= 65_535) {
            port = port();
        }
        return port;
    }

    private static final class Newest {
        static final String DATABASE = newDatabase();
        static final KeycloakNode NODE = launch(withPack(), DATABASE, "--cache=local", behindProxyLoggingSql());
    }

    private static final class Compiled {
        static final KeycloakNode NODE = launch(
                Distribution.withPack(Settings.compiledVersion(), Distribution.Database.POSTGRES),
                Postgres.createDatabase(Settings.compiledVersion()),
                "--cache=local",
                BEHIND_PROXY);
    }

    private static final class Plain {
        static final KeycloakNode NODE = launch(
                Distribution.plain(Settings.serverVersion(), Distribution.Database.POSTGRES, List.of()),
                newDatabase(),
                "--cache=local",
                behindProxyLoggingSql());
    }

    private static final class Preview {
        static final KeycloakNode NODE =
                launch(withPackAndPreview(), newDatabase(), "--cache=local", linkingAndPhone());
    }

    private static final class PlainPreview {
        static final KeycloakNode NODE = launch(
                Distribution.plain(Settings.serverVersion(), Distribution.Database.POSTGRES, PREVIEW),
                newDatabase(),
                "--cache=local",
                linkingAndPhone());
    }
}
