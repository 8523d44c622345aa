package dev.securitypolicies.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is made from a token never carries more than that token could: exchange, UMA, userinfo. */
final class DerivedTokensIT {

    private static final String VPN = "10.15.1.11";
    private static final String AWAY = "67.25.19.198";
    private static final String UMA = "urn:ietf:params:oauth:grant-type:uma-ticket";

    private static final KeycloakNode NODE = Servers.newest();

    @PolicyRealm("derived")
    private static Realm realm;

    private static App exchanger;

    @BeforeAll
    static void addClients() {
        realm.user("olga", List.of("Administrator", "Mobile", "Participant", "offline_access"), Map.of());
        realm.user("dora", List.of("Participant"), Map.of());
        exchanger = realm.client(
                "exchanger",
                Map.of(
                        "publicClient",
                        false,
                        "secret",
                        "s",
                        "attributes",
                        Map.of("standard.token.exchange.enabled", "true")));
    }

    @Test
    void anExchangedOfflineTokenStaysOffline() {
        Browser browser = Browser.at(NODE, VPN);
        Tokens tokens = exchanger.code(
                browser.login(exchanger, "olga", "olga", Map.of("scope", "openid offline_access")), AWAY);
        Tokens away = exchanger.refresh(tokens, AWAY);
        assertThat(away.roles()).doesNotContain("Administrator").contains("Mobile");
        assertThat(exchange(away, AWAY).roles())
                .as("the login's address does not come back")
                .doesNotContain("Administrator");
    }

    @Test
    void anExchangeDoesNotRaiseWhatTheSubjectHadLost() {
        App publicApp = realm.client("audience", Map.of("protocolMappers", List.of(App.audience("exchanger"))));
        Tokens inside = publicApp.code(Browser.at(NODE, VPN).login(publicApp, "chris"), VPN);
        assertThat(exchange(inside, AWAY).roles()).contains("Administrator");
        Tokens away = publicApp.refresh(inside, AWAY);
        assertThat(away.roles()).containsExactly("Mobile");
        assertThat(exchange(away, VPN).roles()).containsExactly("Mobile");
    }

    @Test
    @Covers(
            value = Way.PERMISSIONS,
            as = {Aspect.ADDRESS, Aspect.CHANGE})
    void umaFollowsTheUserAndPermitsNothingToSomebodyWithoutRoles() {
        App server = realm.client(
                "resource-server",
                Map.of(
                        "publicClient", false,
                        "secret", "s",
                        "serviceAccountsEnabled", true,
                        "authorizationServicesEnabled", true));
        String authorization = realm.path("/clients/" + uuid("resource-server") + "/authz/resource-server");
        Admin.expect(201, realm.admin().call("POST", authorization + "/resource", Map.of("name", "report")));
        for (String role : List.of("Mobile", "Participant")) {
            String id =
                    realm.admin().get(realm.path("/roles/" + role)).path("id").asText();
            Admin.expect(
                    201,
                    realm.admin()
                            .call(
                                    "POST",
                                    authorization + "/policy/role",
                                    Map.of(
                                            "name",
                                            role,
                                            "logic",
                                            "POSITIVE",
                                            "roles",
                                            List.of(Map.of("id", id, "required", false)))));
        }
        Admin.expect(
                201,
                realm.admin()
                        .call(
                                "POST",
                                authorization + "/permission/resource",
                                Map.of(
                                        "name",
                                        "p",
                                        "resources",
                                        List.of("report"),
                                        "policies",
                                        List.of("Mobile", "Participant"),
                                        "decisionStrategy",
                                        "AFFIRMATIVE")));
        App app = realm.confidentialApp();
        Tokens away = app.code(Browser.at(NODE, AWAY).login(app, "chris"), VPN);
        Tokens permitted = new Tokens(uma(server, away, VPN));
        assertThat(permitted.roles())
                .as("the backend's own address does not count")
                .containsExactly("Mobile");

        Tokens dora = realm.publicApp().code(Browser.at(NODE, VPN).login(realm.publicApp(), "dora"), VPN);
        assertThat(uma(server, dora, VPN).status()).isEqualTo(200);
        realm.policy("ip.subscriber", "10.15.2.*", "ip.roles", "{\"Mobile\": [\"*\"]}");
        try {
            Http.Answer refused = uma(server, dora, VPN);
            assertThat(refused.status())
                    .as("nothing is permitted to somebody without roles")
                    .isEqualTo(403);
            assertThat(refused.json().path("error").asText()).isEqualTo("access_denied");
            JsonNode record = realm.lastRecord();
            assertThat(record.path("type").asText()).isEqualTo("PERMISSION_TOKEN_ERROR");
            assertThat(record.at("/details/policy_reason").asText()).isEqualTo("ip-all-roles-withheld");
            assertThat(record.at("/details/username").asText()).isEqualTo("dora");
        } finally {
            realm.table();
        }
    }

    @Test
    void anOlderTokenKeepsTheAddressItWasIssuedFor() {
        App app = realm.client(
                "two-tokens",
                Map.of(
                        "protocolMappers",
                        List.of(Map.of(
                                "name",
                                "roles",
                                "protocol",
                                "openid-connect",
                                "protocolMapper",
                                "oidc-usermodel-realm-role-mapper",
                                "config",
                                Map.of(
                                        "claim.name",
                                        "my_roles",
                                        "multivalued",
                                        "true",
                                        "userinfo.token.claim",
                                        "true")))));
        Browser browser = Browser.at(NODE, AWAY);
        Tokens first = app.code(browser.login(app, "chris"), AWAY);
        Tokens second = app.code(browser.moveTo(VPN).open(app), VPN);
        assertThat(second.roles()).contains("Administrator");
        assertThat(App.names(app.userInfo(first, AWAY).json().path("my_roles"))).containsExactly("Mobile");
    }

    private static Tokens exchange(Tokens subject, String address) {
        return exchanger.token(
                address,
                Map.of(
                        "grant_type", "urn:ietf:params:oauth:grant-type:token-exchange",
                        "subject_token", subject.text("access_token"),
                        "subject_token_type", "urn:ietf:params:oauth:token-type:access_token"));
    }

    private static Http.Answer uma(App server, Tokens bearer, String address) {
        Http http = new Http();
        http.headers("X-Forwarded-For", address, "Authorization", "Bearer " + bearer.text("access_token"));
        return http.post(server.endpoint("token"), Map.of("grant_type", UMA, "audience", server.clientId()));
    }

    private static String uuid(String clientId) {
        return realm.admin()
                .get(realm.path("/clients?clientId=" + clientId))
                .at("/0/id")
                .asText();
    }
}
