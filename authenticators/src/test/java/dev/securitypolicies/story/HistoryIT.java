package dev.securitypolicies.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.securitypolicies.server.Admin;
import dev.securitypolicies.server.Api;
import dev.securitypolicies.server.Http;
import dev.securitypolicies.server.KeycloakNode;
import dev.securitypolicies.server.PolicyRealm;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.Servers;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R12: what was in force before each change can be seen, compared and put back. */
final class HistoryIT {

    private static final KeycloakNode NODE = Servers.newest();

    @PolicyRealm("history")
    private static Realm realm;

    @BeforeAll
    static void anAdministrator() {
        realm.administers("ada", "realm-admin");
    }

    @Test
    void everyVersionComesBackAndCanBePutBack() {
        JsonNode first = put(Map.of("ip", Map.of("subscriber", List.of("10.15.1.*"))));
        List<String> longList = Stream.concat(
                        Stream.of("10.15.1.*", "67.25.19.0/24"),
                        IntStream.range(0, 300).mapToObj(i -> "10." + i % 200 + "." + i / 200 + ".7"))
                .toList();
        JsonNode second = put(Map.of(
                "ip", Map.of("subscriber", longList, "roles", Map.of("Administrator", List.of("10.15.1.10"))),
                "mfa", Map.of("roles", List.of("Administrator"))));
        put(Map.of("ip", Map.of("subscriber", List.of("10.15.1.*", "67.25.19.0/24"))));
        JsonNode history = history();
        JsonNode versions = history.path("versions");
        assertThat(history.path("complete").asBoolean()).isTrue();
        assertThat(versions.at("/0/policy/ip/roles")).isEqualTo(second.at("/policy/ip/roles"));
        assertThat(versions.at("/0/policy/mfa")).isEqualTo(second.at("/policy/mfa"));
        assertThat(versions.at("/0/policy/ip/subscriber"))
                .as("a long list is on record by what was added and removed")
                .containsExactlyInAnyOrderElementsOf(second.at("/policy/ip/subscriber"));
        assertThat(versions.at("/1/policy")).isEqualTo(first.path("policy"));
        assertThat(versions.at("/1/access/0/gained/ipv4").asText())
                .as("what the second save did: a network and 300 hosts, one of which was in already")
                .isEqualTo("555");
        assertThat(versions.at("/0/author").asText()).isNotBlank();
        assertThat(versions.at("/0/change/changes").properties())
                .as("what was said of the change")
                .isNotEmpty();
        put(versions.at("/1/policy"));
        assertThat(realm.admin().get(realm.path("/security-policy")).path("policy"))
                .isEqualTo(first.path("policy"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "201", "many"})
    void noMoreThanThereIs(String max) {
        assertThat(realm.admin()
                        .call("GET", realm.path("/security-policy/history?max=" + max), "")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void whoMayNotSeeEventsSeesNoHistory() {
        realm.user("reader", List.of("Mobile"), Map.of());
        realm.administers("reader", "view-realm");
        Http http = new Http();
        http.headers(
                "X-Forwarded-For",
                "10.15.1.55",
                "Authorization",
                "Bearer " + realm.publicApp().password("reader", "10.15.1.55").text("access_token"));
        assertThat(http.get(NODE.url() + realm.path("/security-policy/history")).status())
                .isEqualTo(403);
    }

    private static JsonNode put(Object policy) {
        return Admin.expect(200, ada().put("?override=lock-out", policy)).json();
    }

    private static Api ada() {
        return new Api(realm, "ada", "10.15.1.55");
    }

    private static JsonNode history() {
        return ada().json("/history");
    }
}
