package dev.securitypolicies.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.securitypolicies.server.Admin;
import dev.securitypolicies.server.Api;
import dev.securitypolicies.server.App;
import dev.securitypolicies.server.Http;
import dev.securitypolicies.server.KeycloakNode;
import dev.securitypolicies.server.PolicyRealm;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.Servers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One document: saved once for each tag, put back as it was read, and never with two meanings. */
final class SavesInParallelIT {

    private static final String HERE = "127.0.0.1";
    private static final KeycloakNode NODE = Servers.newest();

    @PolicyRealm("saves")
    private static Realm realm;

    private static Api api = new Api(realm, "rita", HERE);

    @BeforeAll
    static void prepare() {
        realm.policy();
        realm.user("rita", List.of("Participant"), Map.of());
        realm.administers("rita", "realm-admin");
        api = new Api(realm, "rita", HERE);
    }

    @Test
    void ofFiftySavesWithOneTagOneSucceeds() throws InterruptedException, ExecutionException {
        for (String query : List.of("", "?confirmWithin=5")) {
            api.send("DELETE", "/pending", "");
            assertThat(statuses(query, api.tag())).as(query).isEqualTo(Map.of(200, 1, 412, 49));
            api.send("DELETE", "/pending", "");
        }
    }

    @Test
    void whatWasReadCanBePutBack() {
        realm.policy("mfa.admins", "FALSE", "ip.interfaceUsers", "Optional", "session.lifetimeMinutes", "480");
        JsonNode read = api.json("");
        assertThat(read.at("/policy/mfa/admins").isBoolean()).isTrue();
        Admin.expect(200, api.put("", read.toString()));
        assertThat(api.json("").at("/policy/session")).isEqualTo(read.at("/policy/session"));
        assertThat(api.json("").at("/policy/ip/interfaceUsers")).isEqualTo(read.at("/policy/ip/interfaceUsers"));
        realm.policy();
    }

    @Test
    void aKeyThatComesTwiceIsRefused() {
        Http.Answer answer = api.put("", "{\"ip\":{\"subscriber\":[\"127.0.0.1\"],\"subscriber\":[]}}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(Api.codes(answer)).containsExactly(" not-json");
    }

    @Test
    void aProxyThatWeakensTagsDoesNotMakeThemStale() {
        Http.Answer answer =
                api.send("PUT", "", Map.of("session", Map.of("lifetimeMinutes", 60)), "If-Match", "W/" + api.tag());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    /** How many answers there are of each status. */
    private static Map<Integer, Integer> statuses(String query, String tag)
            throws InterruptedException, ExecutionException {
        String token = new App(NODE, realm.name(), "admin-cli", null)
                .password("rita", HERE)
                .text("access_token");
        ExecutorService threads = Executors.newFixedThreadPool(50);
        List<Future<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            ObjectNode policy = (ObjectNode) Admin.parse("{\"session\":{}}");
            policy.withObject("/session").put("lifetimeMinutes", (query.isEmpty() ? 100 : 200) + i);
            answers.add(threads.submit(() -> {
                Http http = new Http();
                http.headers("X-Forwarded-For", HERE, "Authorization", "Bearer " + token);
                return http.json("PUT", api.url(query), policy, "If-Match", tag).status();
            }));
        }
        Map<Integer, Integer> statuses = new TreeMap<>();
        for (Future<Integer> answer : answers) {
            statuses.merge(answer.get(), 1, Integer::sum);
        }
        threads.shutdown();
        return statuses;
    }
}
