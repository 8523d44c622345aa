package dev.securitypolicies.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.securitypolicies.server.Admin;
import dev.securitypolicies.server.PolicyRealm;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.Servers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Not a test of the suite but a measurement: a million stored logins of ten thousand users on PostgreSQL, and how long the questions over them take, with
 * the answers of the admin API in the meantime. `mvn -Dquick -pl authenticators -Dit.test=ImpactLoad verify` prints the figures.
 */
final class ImpactLoad {

    private static final int USERS = 10_000;
    private static final int LOGINS = 1_000_000;

    @PolicyRealm("changes")
    private static Realm changes;

    @PolicyRealm("dialog")
    private static Realm dialog;

    @PolicyRealm("load")
    private static Realm realm;

    @BeforeAll
    static void fill() {
        realm.policy("ip.subscriber", "10.15.*.*");
        realm.change(Map.of("eventsEnabled", true, "enabledEventTypes", List.of("LOGIN")));
        String id = realm.admin().get(realm.path("")).path("id").asText();
        String role = realm.admin().get(realm.path("/roles/Mobile")).path("id").asText();
        Servers.sqlOnNewest(
                "insert into user_entity (id, email_constraint, email_verified, enabled, realm_id, username, created_timestamp, not_before)"
                        + " select 'load-' || i, 'load-' || i, false, true, '" + id + "', 'load-' || i, 0, 0"
                        + " from generate_series(1, " + USERS + ") i");
        Servers.sqlOnNewest("insert into user_role_mapping (role_id, user_id) select '" + role
                + "', 'load-' || i from generate_series(1, " + USERS + ") i");
        Servers.sqlOnNewest(
                "insert into event_entity (id, client_id, event_time, ip_address, realm_id, type, user_id, details_json_long_value)"
                        + " select 'load-' || i, 'public-app', (extract(epoch from now()) * 1000)::bigint - i * 2000, a, '"
                        + id + "', 'LOGIN', 'load-' || (1 + i % " + USERS + "),"
                        + " '{\"policy_address\":\"' || a || '\",\"auth_method\":\"openid-connect\"}'"
                        + " from (select i, '10.15.' || (i / 7 % 64) || '.' || (i % 250) as a from generate_series(1, "
                        + LOGINS + ") i) logins");
        Servers.sqlOnNewest("analyze event_entity");
    }

    @Test
    void aMillionLogins() throws ExecutionException, InterruptedException {
        Map<String, ?> narrower =
                Map.of("policy", Map.of("ip", Map.of("subscriber", List.of("10.15.0.0/18"))), "days", 30);
        for (String when : List.of("cold", "warm")) {
            JsonNode impact = measured(
                    "impact, " + when,
                    () -> Admin.expect(200, realm.admin().call("POST", realm.path("/security-policy/impact"), narrower))
                            .json());
            System.out.println("impact " + impact.at("/logins/considered") + " logins, basis " + impact.path("basis"));
            assertThat(impact.at("/logins/considered").asInt()).isPositive();
        }
        JsonNode networks =
                measured("networks", () -> realm.admin().get(realm.path("/security-policy/access/networks?days=30")));
        System.out.println("networks, complete: " + networks.path("complete"));
        assertThat(networks.path("networks")).isNotEmpty();
        JsonNode report = measured("report", () -> realm.admin().get(realm.path("/security-policy/report")));
        System.out.println("report, users " + report.at("/mfa") + ", records " + report.path("records"));
        assertThat(report.at("/mfa/users").asInt()).isGreaterThan(USERS);
    }

    /** The save dialog of a policy with 200 lists of 500 ranges, of which one loses an entry. */
    @Test
    void manyLongLists() throws ExecutionException, InterruptedException {
        Map<String, List<String>> groups = lists("group");
        Map<String, List<String>> roles = lists("role");
        dialog.policy(
                "ip.subscriber", "10.0.0.0/8",
                "ip.groups", new ObjectMapper().valueToTree(groups).toString(),
                "ip.roles", new ObjectMapper().valueToTree(roles).toString());
        groups.put("group7", groups.get("group7").subList(1, 500));
        Map<String, ?> draft = policy(groups, roles);
        for (String when : List.of("cold", "warm")) {
            JsonNode impact = measured(
                    "effect in the dialog, " + when,
                    () -> dialog.admin()
                            .call("POST", dialog.path("/security-policy/impact"), Map.of("policy", draft))
                            .json());
            assertThat(impact.path("access")).hasSize(1);
            measured(
                    "check in the dialog, " + when,
                    () -> Admin.expect(200, dialog.admin().call("POST", dialog.path("/security-policy/check"), draft))
                            .json());
        }
    }

    /** Hundreds of changes of a policy with thousands of lists: the report tells of as many as it has room for, and the node lives. */
    @Test
    void manyChangesOfManyLists() throws ExecutionException, InterruptedException {
        Map<String, List<String>> roles = new TreeMap<>();
        IntStream.range(0, 1_900)
                .forEach(i -> roles.put("r" + i, List.of("10.9." + i / 250 + "." + i % 250, "10.8.0.1", "10.7.0.1")));
        String lists = new ObjectMapper().valueToTree(roles).toString();
        changes.policy("ip.subscriber", "10.0.0.0/8", "ip.roles", lists);
        changes.policy("ip.subscriber", "10.0.0.0/8", "ip.roles", lists, "mode", "report-only");
        changes.policy("ip.subscriber", "10.0.0.0/8", "ip.roles", lists);
        String id = changes.admin().get(changes.path("")).path("id").asText();
        Servers.sqlOnNewest(
                "insert into admin_event_entity (id, admin_event_time, realm_id, operation_type, auth_realm_id, auth_client_id,"
                        + " auth_user_id, ip_address, resource_path, representation, error, resource_type, details_json)"
                        + " select gen_random_uuid()::text, admin_event_time + i * 10, realm_id, operation_type, auth_realm_id,"
                        + " auth_client_id, auth_user_id, ip_address, resource_path, representation, error, resource_type, details_json"
                        + " from admin_event_entity, generate_series(1, 150) i where realm_id = '" + id
                        + "' and resource_path = 'security-policy/realm' and representation like '%mode%'");
        JsonNode report =
                measured("report of many changes", () -> changes.admin().get(changes.path("/security-policy/report")));
        System.out.println("report of many changes " + report.path("records"));
        assertThat(report.at("/records/changes").asInt()).isGreaterThan(300);
    }

    private static Map<String, ?> policy(Map<String, List<String>> groups, Map<String, List<String>> roles) {
        return Map.of("ip", Map.of("subscriber", List.of("10.0.0.0/8"), "groups", groups, "roles", roles));
    }

    private static Map<String, List<String>> lists(String name) {
        Map<String, List<String>> lists = new TreeMap<>();
        for (int list = 0; list < 100; list++) {
            int of = list;
            lists.put(
                    name + list,
                    IntStream.range(0, 500)
                            .mapToObj(i -> "10." + of + "." + i / 250 + "." + i % 250)
                            .toList());
        }
        return lists;
    }

    /** How long it takes, and how long an admin who does something else waits meanwhile. */
    private static JsonNode measured(String what, Supplier<JsonNode> question)
            throws ExecutionException, InterruptedException {
        long begin = System.nanoTime();
        CompletableFuture<JsonNode> answer = CompletableFuture.supplyAsync(question);
        LongStream.Builder meanwhile = LongStream.builder();
        while (!answer.isDone()) {
            long asked = System.nanoTime();
            realm.admin().get(realm.path("/security-policy"));
            meanwhile.add(System.nanoTime() - asked);
        }
        long took = System.nanoTime() - begin;
        long[] others = meanwhile.build().sorted().toArray();
        System.out.printf(
                "%s: %.1f s; meanwhile %d other requests, median %d ms, 95 %% below %d ms%n",
                what,
                took / 1e9,
                others.length,
                millis(others[others.length / 2]),
                millis(others[others.length * 95 / 100]));
        return answer.get();
    }

    private static long millis(long nanos) {
        return Duration.ofNanos(nanos).toMillis();
    }
}
