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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every grant asks the same policy, takes the address its row says, and fails with an error its client understands. */
final class GrantsIT {

    private static final String INSIDE = "10.15.1.55";
    private static final String OUTSIDE = "67.25.19.198";
    private static final String DATA_CENTRE = "192.0.2.80";

    private static final KeycloakNode NODE = Servers.newest();

    @PolicyRealm("grants")
    private static Realm realm;

    @BeforeAll
    static void addDora() {
        realm.user("dora", List.of("Participant", "default-roles-grants"), Map.of());
    }

    @BeforeEach
    void resetPolicy() {
        realm.policy(
                "ip.subscriber",
                "10.15.1.*",
                "ip.roles",
                "{\"Mobile\": [\"*\"]}",
                "ip.groups",
                "{\"vpn\": [\"10.15.1.*\"], \"hosts\": [\"192.0.2.80\"]}");
    }

    @Test
    @Covers(
            value = Way.CLIENT_CREDENTIALS,
            as = {Aspect.ADDRESS, Aspect.ROLE})
    void clientCredentials() {
        App robot = realm.client("robot", confidential(Map.of("serviceAccountsEnabled", true), Map.of()));
        Tokens refused = robot.token(INSIDE, Map.of("grant_type", "client_credentials"));
        assertRefused(refused, "unauthorized_client", "ip-user-group-missing", "CLIENT_LOGIN_ERROR");

        giveGroups("service-account-robot", "vpn");
        assertThat(robot.token(INSIDE, Map.of("grant_type", "client_credentials"))
                        .status())
                .isEqualTo(200);
        assertRefused(
                robot.token(OUTSIDE, Map.of("grant_type", "client_credentials")),
                "unauthorized_client",
                "ip-subscriber",
                "CLIENT_LOGIN_ERROR");
        realm.policy("ip.roles", "{\"Mobile\": [\"*\"]}", "ip.groups", "{\"vpn\": [\"10.15.1.*\"]}");
        assertRefused(
                robot.token(OUTSIDE, Map.of("grant_type", "client_credentials")),
                "unauthorized_client",
                "ip-user",
                "CLIENT_LOGIN_ERROR");
    }

    @Test
    @Covers(value = Way.EXCHANGE, as = Aspect.ADDRESS)
    void tokenExchange() {
        App broker =
                realm.client("exchange", confidential(Map.of(), Map.of("standard.token.exchange.enabled", "true")));
        Tokens tokens = broker.code(Browser.at(NODE, INSIDE).login(broker, "dora"), DATA_CENTRE);
        assertThat(exchange(broker, tokens).roles()).contains("Participant");
        realm.policy("ip.subscriber", "10.15.2.*");
        assertRefused(exchange(broker, tokens), "invalid_request", "ip-all-roles-withheld", "TOKEN_EXCHANGE_ERROR");

        resetPolicy();
        Tokens away = broker.code(Browser.at(NODE, OUTSIDE).login(broker, "chris"), DATA_CENTRE);
        assertThat(exchange(broker, away).roles()).containsExactly("Mobile");
    }

    @Test
    @Covers(value = Way.DEVICE, as = Aspect.ADDRESS)
    void deviceNeedsTheBrowserAndTheDeviceInside() {
        App device = realm.client(
                "television", Map.of("attributes", Map.of("oauth2.device.authorization.grant.enabled", "true")));
        assertThat(redeem(device, approve(device, INSIDE), INSIDE).roles()).contains("Participant");
        assertRefused(
                redeem(device, approve(device, INSIDE), OUTSIDE),
                "access_denied",
                "ip-all-roles-withheld",
                "OAUTH2_DEVICE_CODE_TO_TOKEN_ERROR");
        assertThat(realm.lastRecord().at("/details/policy_address").asText()).isEqualTo(INSIDE + " and " + OUTSIDE);

        JsonNode asked =
                device.call("auth/device", INSIDE, Map.of("scope", "openid")).json();
        Browser browser = Browser.at(NODE, OUTSIDE);
        Http.Answer login = browser.follow(
                browser.http().get(asked.path("verification_uri_complete").asText()));
        assertThat(browser.submit(login, Map.of("username", "dora", "password", "dora"))
                        .status())
                .as("the approval itself is refused outside")
                .isEqualTo(403);
    }

    @Test
    @Covers(value = Way.REFRESH, as = Aspect.ADDRESS)
    void anOfflineTokenFollowsTheRequest() {
        App app = realm.confidentialApp();
        Browser browser = Browser.at(NODE, INSIDE);
        Http.Answer redirect = browser.login(app, "dora", "dora", Map.of("scope", "openid offline_access"));
        Tokens tokens = app.code(redirect, DATA_CENTRE);
        assertThat(tokens.status()).as("the user is there at the login").isEqualTo(200);
        assertRefused(
                app.refresh(tokens, DATA_CENTRE), "invalid_grant", "ip-all-roles-withheld", "REFRESH_TOKEN_ERROR");
        Tokens inside = app.refresh(tokens, INSIDE);
        assertThat(inside.roles()).contains("Participant");
    }

    @Test
    void aClientsAttributeOverridesWhoseAddressCounts() {
        App byRequest =
                realm.client("by-request", confidential(Map.of(), Map.of("securityPolicy.addressSource", "request")));
        Tokens refused = byRequest.code(Browser.at(NODE, INSIDE).login(byRequest, "dora"), DATA_CENTRE);
        assertRefused(refused, "invalid_grant", "ip-all-roles-withheld", "CODE_TO_TOKEN_ERROR");

        App bySession =
                realm.client("by-session", confidential(Map.of(), Map.of("securityPolicy.addressSource", "session")));
        Browser browser = Browser.at(NODE, INSIDE);
        Tokens offline = bySession.code(
                browser.login(bySession, "dora", "dora", Map.of("scope", "openid offline_access")), DATA_CENTRE);
        assertThat(bySession.refresh(offline, DATA_CENTRE).status()).isEqualTo(200);
    }

    @Test
    void implicitAndHybridResponsesCarryTheSameRoles() {
        App implicit = realm.client("implicit", Map.of("implicitFlowEnabled", true, "standardFlowEnabled", true));
        for (String type : List.of("id_token token", "code id_token token")) {
            Http.Answer redirect = Browser.at(NODE, OUTSIDE)
                    .login(implicit, "chris", "chris", Map.of("response_type", type, "nonce", "n"));
            String fragment = redirect.location().substring(redirect.location().indexOf('#') + 1);
            String token = List.of(fragment.split("&", -1)).stream()
                    .filter(pair -> pair.startsWith("access_token="))
                    .findFirst()
                    .orElseThrow()
                    .substring("access_token=".length());
            Tokens tokens = new Tokens(new Http.Answer(200, "{\"access_token\": \"" + token + "\"}", Map.of()));
            assertThat(tokens.roles()).as(type).containsExactly("Mobile");
        }
    }

    private static Tokens exchange(App app, Tokens subject) {
        return app.token(
                DATA_CENTRE,
                Map.of(
                        "grant_type", "urn:ietf:params:oauth:grant-type:token-exchange",
                        "subject_token", subject.text("access_token"),
                        "subject_token_type", "urn:ietf:params:oauth:token-type:access_token"));
    }

    /** Dora approves in a browser; the result is what the device redeems. */
    private static String approve(App device, String address) {
        JsonNode asked =
                device.call("auth/device", address, Map.of("scope", "openid")).json();
        Browser browser = Browser.at(NODE, address);
        Http.Answer login = browser.follow(
                browser.http().get(asked.path("verification_uri_complete").asText()));
        Http.Answer consent = browser.submit(login, Map.of("username", "dora", "password", "dora"));
        browser.submit(consent, Map.of("accept", "Yes"));
        return asked.path("device_code").asText();
    }

    private static Tokens redeem(App device, String code, String address) {
        return device.token(
                address, Map.of("grant_type", "urn:ietf:params:oauth:grant-type:device_code", "device_code", code));
    }

    private static void assertRefused(Tokens tokens, String error, String reason, String eventType) {
        assertThat(tokens.status()).isEqualTo(400);
        assertThat(tokens.error()).isEqualTo(error);
        assertThat(tokens.text("error_description")).contains("(" + reason + ")");
        JsonNode record = realm.lastRecord();
        assertThat(record.at("/details/policy_reason").asText()).isEqualTo(reason);
        assertThat(record.path("type").asText()).isEqualTo(eventType);
    }

    private static void giveGroups(String user, String... groups) {
        String path = realm.path("/users/" + realm.admin().userId("grants", user));
        ObjectNode representation = (ObjectNode) realm.admin().get(path);
        representation.withObject("/attributes").putPOJO("securityPolicy.ip.groups", List.of(groups));
        Admin.expect(204, realm.admin().call("PUT", path, representation));
    }

    private static Map<String, Object> confidential(Map<String, Object> fields, Map<String, String> attributes) {
        Map<String, Object> all = new HashMap<>(fields);
        all.putAll(Map.of("publicClient", false, "secret", "s", "attributes", attributes));
        return all;
    }
}
