package dev.securitypolicies.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.securitypolicies.coverage.Aspect;
import dev.securitypolicies.coverage.Covers;
import dev.securitypolicies.coverage.Way;
import dev.securitypolicies.server.Admin;
import dev.securitypolicies.server.App;
import dev.securitypolicies.server.App.Tokens;
import dev.securitypolicies.server.Browser;
import dev.securitypolicies.server.Http;
import dev.securitypolicies.server.KeycloakNode;
import dev.securitypolicies.server.PolicyRealm;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.Servers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** R4 and R5: the allowlist of a client pins its service account, and whoever logs in through it without a browser, to a range. */
final class ClientAllowlistIT {

    private static final String RUNNER = "10.15.1.200";
    private static final String OFFICE = "10.15.1.55";
    private static final String LIST = "securityPolicy.ip.allowlist";

    private static final KeycloakNode NODE = Servers.newest();

    @PolicyRealm("pinned")
    private static Realm realm;

    private static App pipeline;
    private static App free;

    @BeforeAll
    static void addClients() {
        Map<String, String> exchange = Map.of("standard.token.exchange.enabled", "true");
        pipeline = realm.client("pipeline", confidential(exchange, Map.of(LIST, "@runners")));
        free = realm.client("free", confidential(exchange, Map.of()));
        realm.user("robot", List.of("Mobile"), Map.of("securityPolicy.userType", List.of("interface")));
        realm.administers("service-account-pipeline", "view-users");
    }

    @BeforeEach
    void definePolicy() {
        realm.policy("ip.groups", "{\"runners\": [\"10.15.1.200/29\"]}", "ip.subscriber", "10.15.1.*", "ip.roles", """
                {"Mobile": ["*"]}""");
    }

    @Test
    void aServiceAccountWithoutOneNeedsAnIpGroup() {
        assertThat(clientCredentials(free, RUNNER).text("error_description")).contains("ip-user-group-missing");
        assertThat(clientCredentials(pipeline, RUNNER).status()).isEqualTo(200);
    }

    @Test
    void elsewhereItGetsNoToken() {
        Tokens refused = clientCredentials(pipeline, OFFICE);
        assertThat(refused.error()).isEqualTo("unauthorized_client");
        assertThat(refused.text("error_description")).contains("(ip-client)");
        assertThat(realm.lastRecord().at("/details/policy_reason").asText()).isEqualTo("ip-client");
    }

    @Test
    void aTokenThatWasCarriedOffAdministersNothing() {
        Tokens tokens = clientCredentials(pipeline, RUNNER);
        assertThat(users(tokens, RUNNER).status()).isEqualTo(200);
        assertThat(users(tokens, OFFICE).status()).isEqualTo(403);
        assertThat(realm.lastRecord().at("/details/policy_reason").asText()).isEqualTo("ip-client");
    }

    @Test
    void aDirectGrantIsPinnedToo() {
        assertThat(pipeline.password("alice", RUNNER).status()).isEqualTo(200);
        Tokens right = pipeline.password("alice", OFFICE);
        Tokens wrong =
                pipeline.token(OFFICE, Map.of("grant_type", "password", "username", "alice", "password", "wrong"));
        assertThat(right.error()).isEqualTo("invalid_grant");
        assertThat(right.text("error_description")).contains("(ip-client)");
        assertThat(wrong.answer().body())
                .as("and the answer does not tell a right password from a wrong one")
                .isEqualTo(right.answer().body());
        assertThat(free.password("alice", OFFICE).status()).as("another client").isEqualTo(200);
    }

    @Test
    void soAreItsRefreshAndWhatIsMadeFromIt() {
        Tokens tokens = pipeline.password("alice", RUNNER);
        assertThat(pipeline.refresh(tokens, OFFICE).error()).isEqualTo("invalid_grant");
        assertThat(pipeline.refresh(tokens, RUNNER).status()).isEqualTo(200);
        Tokens forPipeline = exchange(pipeline, tokens, OFFICE);
        assertThat(forPipeline.answer().body()).contains("ip-client");
        assertThat(exchange(pipeline, tokens, RUNNER).status()).isEqualTo(200);
    }

    @Test
    void aLoginInABrowserIsNot() {
        Tokens tokens = pipeline.code(Browser.at(NODE, OFFICE).login(pipeline, "alice"), OFFICE);
        assertThat(tokens.status()).isEqualTo(200);
        assertThat(pipeline.refresh(tokens, RUNNER).status()).isEqualTo(200);
    }

    /** Whoever manages a client must not lift what other people's accounts must carry. */
    @Test
    void itStandsForNoGroupOfWhoeverLogsInThroughIt() {
        assertThat(free.password("robot", RUNNER).text("error_description")).contains("ip-user-group-missing");
        assertThat(pipeline.password("robot", RUNNER).text("error_description")).contains("ip-user-group-missing");
    }

    @Test
    void whatRestrictsNothingStandsForNothing() {
        int open = 0;
        for (String wide : List.of("*", "*.*.*.*", "0.0.0.0/0", "10.0.0.0/8")) {
            App app = realm.client("open-" + open++, confidential(Map.of(), Map.of(LIST, wide)));
            assertThat(clientCredentials(app, RUNNER).text("error_description"))
                    .as(wide)
                    .contains("ip-user-group-missing");
        }
        App cleared = realm.client("cleared", confidential(Map.of(), Map.of(LIST, " ,\n")));
        assertThat(cleared.password("alice", OFFICE).status())
                .as("a cleared field is no list")
                .isEqualTo(200);
    }

    /** The pin goes with the token, whoever exchanges it, and with what comes of that. */
    @Test
    void anotherClientExchangesItFromNowhereElseEither() {
        realm.client(
                "helper",
                Map.of(
                        "publicClient",
                        false,
                        "secret",
                        "s",
                        "attributes",
                        Map.of(
                                "standard.token.exchange.enabled",
                                "true",
                                "standard.token.exchange.enableRefreshRequestedTokenType",
                                "SAME_SESSION")));
        App helper = new App(NODE, "pinned", "helper", "s");
        App source = realm.client(
                "source",
                Map.of(
                        "publicClient",
                        false,
                        "secret",
                        "s",
                        "attributes",
                        Map.of(LIST, "@runners"),
                        "protocolMappers",
                        List.of(App.audience("helper"))));
        Tokens tokens = source.password("alice", RUNNER);
        Tokens refused = exchange(helper, tokens, OFFICE);
        assertThat(refused.answer().body()).contains("ip-client");
        Tokens inside = helper.token(
                RUNNER,
                Map.of(
                        "grant_type",
                        "urn:ietf:params:oauth:grant-type:token-exchange",
                        "subject_token",
                        tokens.text("access_token"),
                        "subject_token_type",
                        "urn:ietf:params:oauth:token-type:access_token",
                        "requested_token_type",
                        "urn:ietf:params:oauth:token-type:refresh_token"));
        assertThat(inside.status()).isEqualTo(200);
        assertThat(helper.refresh(inside, OFFICE).answer().body()).contains("ip-client");
        Admin.expect(204, realm.admin().call("DELETE", realm.path("/clients/" + realm.clientUuid("source")), ""));
        assertThat(helper.refresh(inside, OFFICE).answer().body())
                .as("a client that is gone lifts nothing")
                .contains("ip-client");
    }

    @Test
    void whatIsNotValidHoldsNoAddress() {
        App broken = realm.client("broken", confidential(Map.of(), Map.of(LIST, "10.15.1.7/24")));
        assertThat(clientCredentials(broken, RUNNER).text("error_description")).contains("(ip-client)");
        JsonNode findings =
                realm.admin().get(realm.path("/security-policy/status")).path("findings");
        assertThat(findings.toString()).contains("client-bad-entry").contains("`broken`");
    }

    @Test
    void aChangeIsOnRecord() {
        String path = realm.path("/clients/" + realm.clientUuid("free"));
        ObjectNode client = (ObjectNode) realm.admin().get(path);
        client.withObject("/attributes").put(LIST, "10.15.1.200");
        Admin.expect(204, realm.admin().call("PUT", path, client));
        try {
            assertThat(clientCredentials(free, RUNNER).status()).isEqualTo(200);
            assertThat(realm.admin().get(realm.path("/admin-events?max=5")).toString())
                    .contains("security-policy/clients/")
                    .contains(LIST);
        } finally {
            client.withObject("/attributes").put(LIST, "");
            Admin.expect(204, realm.admin().call("PUT", path, client));
        }
        assertThat(clientCredentials(free, RUNNER).text("error_description")).contains("ip-user-group-missing");
    }

    /** A session that is begun with a token goes no further than the token. */
    @Test
    @Covers(value = Way.IMPERSONATION, as = Aspect.ADDRESS)
    void whoeverIsImpersonatedThroughItComesFromNowhereElse() {
        realm.user("ivan", List.of("Mobile"), Map.of());
        realm.administers("ivan", "impersonation");
        Browser browser = Browser.at(NODE, RUNNER);
        browser.impersonate(realm, "alice", pipeline.password("ivan", RUNNER));
        App app = realm.publicApp();
        Tokens inside = app.code(browser.open(app), RUNNER);
        assertThat(inside.status()).isEqualTo(200);
        assertThat(app.refresh(inside, OFFICE).answer().body()).contains("(ip-client)");
        assertThat(browser.moveTo(OFFICE).open(app).status()).isEqualTo(403);
        assertThat(realm.lastRecord().at("/details/policy_reason").asText()).isEqualTo("ip-client");
    }

    /** Keycloak's page of a client asks for its nodes, and that alone is an admin event of the client. */
    @Test
    void anAdminEventWithoutAChangeIsNoChange() {
        realm.change(Map.of("adminEventsEnabled", true));
        String client = realm.clientUuid("pipeline");
        List<String> before = adminEvents(client);
        realm.admin().get(realm.path("/clients/" + client + "/test-nodes-available"));
        List<String> more = new ArrayList<>(adminEvents(client));
        before.forEach(more::remove);
        assertThat(more).containsExactly("clients/" + client + "/test-nodes-available");
    }

    private static List<String> adminEvents(String client) {
        return realm.admin().get(realm.path("/admin-events?max=200")).findValuesAsText("resourcePath").stream()
                .filter(path -> path.contains(client))
                .toList();
    }

    private static Map<String, Object> confidential(Map<String, String> some, Map<String, String> others) {
        Map<String, String> attributes = new HashMap<>(some);
        attributes.putAll(others);
        return Map.of("publicClient", false, "secret", "s", "serviceAccountsEnabled", true, "attributes", attributes);
    }

    private static Tokens clientCredentials(App app, String address) {
        return app.token(address, Map.of("grant_type", "client_credentials"));
    }

    private static Tokens exchange(App app, Tokens tokens, String address) {
        return app.token(
                address,
                Map.of(
                        "grant_type",
                        "urn:ietf:params:oauth:grant-type:token-exchange",
                        "subject_token",
                        tokens.text("access_token"),
                        "subject_token_type",
                        "urn:ietf:params:oauth:token-type:access_token"));
    }

    private static Http.Answer users(Tokens tokens, String address) {
        Http http = new Http();
        http.headers("X-Forwarded-For", address, "Authorization", "Bearer " + tokens.text("access_token"));
        return http.get(NODE.url() + realm.path("/users"));
    }
}
