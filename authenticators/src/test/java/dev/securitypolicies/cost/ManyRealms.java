package dev.securitypolicies.cost;

import dev.securitypolicies.server.Admin;
import dev.securitypolicies.server.App;
import dev.securitypolicies.server.Footprint;
import dev.securitypolicies.server.KeycloakNode;
import dev.securitypolicies.server.Servers;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Many realms on one server: what a start, the memory and the first request to each realm cost with the pack and a policy in each of them, beside plain Keycloak on the
 * same realms. They are made without the pack, policies and all, which then comes to a copy of the database. System properties: `many.realms` (1000), `many.rounds` (3).
 */
public final class ManyRealms {

    private static final int REALMS = Integer.getInteger("many.realms", 1_000);
    private static final int ROUNDS = Integer.getInteger("many.rounds", 3);
    private static final String FROM = "10.15.1.11";
    private static final int RANGES = 100;

    /** Else the master realm's administrator becomes one of each realm, and what Keycloak spends on that grows from realm to realm to seconds. */
    private static final String NOBODYS = "delete from composite_role where composite in (select id from keycloak_role"
            + " where name = 'admin' and not client_role) and child_role in (select id from keycloak_role where client_role)";

    private ManyRealms() {}

    public static void main(String... arguments) {
        String plain = Servers.emptyDatabase();
        try (KeycloakNode node = Servers.startForMeasuringOn(plain, false)) {
            String key = privateKey();
            IntStream.range(0, REALMS).forEach(number -> {
                create(node, number, key);
                Servers.sql(plain, NOBODYS);
            });
        }
        String withPack = Servers.copyOf(plain);
        System.out.println(
                "| server | ready after | CPU time of the start | live heap at the start | live heap, all realms in use"
                        + " | first request of a realm, median | 95 % below | the next one, median |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        start("with the pack, for the first time", withPack, true).close();
        for (int round = 0; round < ROUNDS; round++) {
            start("plain", plain, false).close();
            start("with the pack", withPack, true).close();
        }
        Servers.stopDatabase();
    }

    /** Starts one and prints what there is to say of it. */
    private static KeycloakNode start(String title, String database, boolean withPack) {
        long begun = System.nanoTime();
        KeycloakNode node = Servers.startForMeasuringOn(database, withPack);
        double ready = seconds(System.nanoTime() - begun);
        double cpu =
                node.process().info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
        double atStart = liveHeap(node);
        login(node, 0); // what a first request costs a server, whatever the number of its realms
        List<Double> first = IntStream.range(1, REALMS)
                .mapToObj(number -> login(node, number))
                .toList();
        List<Double> second = IntStream.range(1, REALMS)
                .mapToObj(number -> login(node, number))
                .toList();
        System.out.printf(
                Locale.ROOT,
                "| %s | %.1f s | %.1f s | %.0f MB | %.0f MB | %.1f ms | %.1f ms | %.1f ms |%n",
                title,
                ready,
                cpu,
                atStart,
                liveHeap(node),
                quantile(first, 0.5),
                quantile(first, 0.95),
                quantile(second, 0.5));
        return node;
    }

    private static double liveHeap(KeycloakNode node) {
        return Footprint.of(node).heap();
    }

    /** A realm with an application and a user, with a key that was made for all of them, since making keys is most of what a realm costs. */
    private static void create(KeycloakNode node, int number, String key) {
        List<Map<String, Object>> keys = List.of(
                Map.of(
                        "name",
                        "rsa",
                        "providerId",
                        "rsa",
                        "config",
                        Map.of("privateKey", List.of(key), "priority", List.of("100"))),
                Map.of("name", "hmac", "providerId", "hmac-generated", "config", Map.of("algorithm", List.of("HS512"))),
                Map.of("name", "aes", "providerId", "aes-generated", "config", Map.of("priority", List.of("100"))));
        Map<String, Object> realm = Map.of(
                "realm", name(number),
                "enabled", true,
                "sslRequired", "none",
                "attributes", policy(number),
                "passwordPolicy", "hashAlgorithm(pbkdf2-sha256) and hashIterations(1)",
                "components", Map.of("org.keycloak.keys.KeyProvider", keys),
                "roles", Map.of("realm", List.of(Map.of("name", "Administrator"), Map.of("name", "Mobile"))),
                "clients", List.of(Map.of("clientId", "app", "publicClient", true, "directAccessGrantsEnabled", true)),
                "users",
                        List.of(Map.of(
                                "username", "alice",
                                "enabled", true,
                                "email", "alice@example.org",
                                "firstName", "Alice",
                                "lastName", "Example",
                                "realmRoles", List.of("Administrator", "Mobile"),
                                "credentials", List.of(Map.of("type", "password", "value", "alice")))));
        Admin.expect(201, new Admin(node).call("POST", "/admin/realms", realm));
    }

    private static Map<String, String> policy(int number) {
        return Map.of(
                "securityPolicy.ip.subscriber",
                String.join(",", ranges(number)),
                "securityPolicy.ip.roles",
                "{\"Administrator\": [\"" + FROM + "\"], \"Mobile\": [\"*\"]}");
    }

    /** No two realms have the same. */
    private static List<String> ranges(int number) {
        List<String> ranges = new ArrayList<>(List.of("10.15.1.*"));
        IntStream.range(0, RANGES)
                .forEach(range -> ranges.add((20 + number / 250) + "." + number % 250 + "." + range + ".0/24"));
        return ranges;
    }

    /** How long a login took, in milliseconds. */
    private static double login(KeycloakNode node, int number) {
        long begun = System.nanoTime();
        App.Tokens tokens = new App(node, name(number), "app", null).password("alice", FROM);
        if (tokens.status() != 200) {
            throw new IllegalStateException(
                    "realm " + number + ": " + tokens.answer().body());
        }
        return seconds(System.nanoTime() - begun) * 1e3;
    }

    private static String name(int number) {
        return "realm" + number;
    }

    private static String privateKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2_048);
            byte[] encoded = generator.generateKeyPair().getPrivate().getEncoded();
            return Base64.getEncoder().encodeToString(encoded);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static double quantile(List<Double> values, double part) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get((int) (part * (sorted.size() - 1)));
    }

    private static double seconds(long nanos) {
        return nanos / 1e9;
    }
}
