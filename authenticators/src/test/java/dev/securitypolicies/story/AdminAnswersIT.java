package dev.securitypolicies.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.securitypolicies.coverage.Aspect;
import dev.securitypolicies.coverage.Covers;
import dev.securitypolicies.coverage.Way;
import dev.securitypolicies.server.App;
import dev.securitypolicies.server.Http;
import dev.securitypolicies.server.KeycloakNode;
import dev.securitypolicies.server.PolicyRealm;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.Servers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** R7: with a valid token, from outside the list, no answer of the admin API says what exists, and each is on record. */
final class AdminAnswersIT {

    private static final String OFFICE = "10.15.1.11";
    private static final String OUTSIDE = "67.25.19.198";
    private static final KeycloakNode NODE = Servers.newest();

    @PolicyRealm("answers")
    private static Realm realm;

    @BeforeAll
    static void prepare() {
        realm.user("rita", List.of("Mobile", "Participant"), Map.of());
        realm.administers("rita", "realm-admin");
        realm.policy("ip.adminPanel", OFFICE + ",127.0.0.1");
    }

    @Test
    @Covers(value = Way.ADMIN, as = Aspect.ADDRESS)
    void whatLocatorsAnswerByThemselvesIsRefusedToo() {
        Http outside = rita();
        int before = refusals();
        List<String> asked = new ArrayList<>();
        for (String path : paths()) {
            for (String method : List.of("GET", "PUT", "DELETE")) {
                Http.Answer answer = method.equals("GET")
                        ? outside.get(NODE.url() + path)
                        : outside.json(method, NODE.url() + path, "{}");
                assertThat(answer.status()).as("%s %s", method, path).isEqualTo(403);
                asked.add(method + path);
            }
        }
        assertThat(asked).hasSizeGreaterThanOrEqualTo(50);
        assertThat(refusals() - before).as("a record each").isEqualTo(asked.size());
    }

    @Test
    @Covers(value = Way.REGISTRATION, as = Aspect.ADDRESS)
    void registrationOfEveryKindIsAdministrationWithAnAdministratorsToken() {
        Http outside = rita();
        for (String provider : List.of("default", "openid-connect", "saml2-entity-descriptor")) {
            Http.Answer answer = outside.json(
                    "POST", NODE.url() + "/realms/answers/clients-registrations/" + provider, "{\"clientId\":\"x\"}");
            assertThat(answer.status()).as(provider).isEqualTo(403);
        }
    }

    private static List<String> paths() {
        String base = "/admin/realms/answers";
        List<String> paths = new ArrayList<>();
        for (String kind : List.of("users", "clients", "groups", "roles", "client-scopes", "components")) {
            paths.add(base + "/" + kind);
            paths.add(base + "/" + kind + "/no-such-thing");
        }
        paths.addAll(List.of(
                base,
                base + "/no-such-resource",
                base + "/users/no-such-user/no-such-thing",
                base + "/roles-by-id/nothing",
                base + "/identity-provider/instances/nothing",
                base + "/authentication/flows/nothing",
                "/admin/realms/no-such-realm"));
        return paths;
    }

    private static Http rita() {
        App cli = new App(NODE, realm.name(), "admin-cli", null);
        String token = cli.password("rita", OFFICE).text("access_token");
        Http http = new Http();
        http.headers("X-Forwarded-For", OUTSIDE, "Authorization", "Bearer " + token, "Accept", "application/json");
        return http;
    }

    private static int refusals() {
        int count = 0;
        for (JsonNode event : realm.admin().get(realm.path("/events?max=1000&type=LOGIN_ERROR"))) {
            count += event.at("/details/policy_door").asText().equals("admin") ? 1 : 0;
        }
        return count;
    }
}
