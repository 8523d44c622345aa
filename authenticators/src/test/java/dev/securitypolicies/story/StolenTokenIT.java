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
import org.junit.jupiter.api.Test;

/** R15 against a thief: a token taken from inside is worth nothing more outside, on whatever way it is turned into another. */
final class StolenTokenIT {

    private static final String VPN = "10.15.1.11";
    private static final String AWAY = "67.25.19.198";
    private static final String UMA = "urn:ietf:params:oauth:grant-type:uma-ticket";

    private static final KeycloakNode NODE = Servers.newest();

    @PolicyRealm("stolen")
    private static Realm realm;

    private static App broker;
    private static App resources;

    @BeforeAll
    static void prepare() {
        broker = realm.client(
                "broker-app",
                Map.of(
                        "publicClient",
                        false,
                        "secret",
                        "s",
                        "attributes",
                        Map.of(
                                "standard.token.exchange.enabled", "true",
                                "standard.token.exchange.enableRefreshRequestedTokenType", "SAME_SESSION"),
                        "protocolMappers",
                        List.of(App.audience("broker-app"))));
        resources = resourceServer();
    }

    @Test
    void aDirectGrantIsNoBrowserStep() {
        App app = realm.confidentialApp();
        Tokens inside = app.password("chris", VPN);
        assertThat(inside.roles()).contains("Administrator");
        assertThat(app.refresh(inside, AWAY).roles()).containsExactly("Mobile");
        assertThat(app.refresh(inside, VPN).roles()).as("and comes back").contains("Administrator");
    }

    @Test
    void anExchangedRefreshTokenKeepsItsCeiling() {
        Tokens away = broker.password("chris", AWAY);
        Tokens refreshable = exchange(away, VPN, "refresh_token", Map.of());
        assertThat(refreshable.roles()).containsExactly("Mobile");
        Tokens later = broker.refresh(refreshable, VPN);
        assertThat(later.roles()).as("however often it is refreshed").containsExactly("Mobile");
        assertThat(broker.refresh(later, VPN).roles()).containsExactly("Mobile");
    }

    @Test
    @Covers(value = Way.EXCHANGE, as = Aspect.ROLE)
    void aSecondExchangeForgetsNothing() {
        Tokens once = exchange(broker.password("chris", AWAY), VPN, "access_token", Map.of());
        assertThat(exchange(once, VPN, "access_token", Map.of()).roles()).containsExactly("Mobile");
    }

    @Test
    void anotherFieldMakesNoOtherTokenCount() {
        String inside = broker.password("chris", VPN).text("access_token");
        Tokens away = broker.password("chris", AWAY);
        for (String field : List.of("token", "access_token", "claim_token", "rpt", "refresh_token", "assertion")) {
            assertThat(exchange(away, VPN, "access_token", Map.of(field, inside))
                            .roles())
                    .as(field)
                    .containsExactly("Mobile");
        }
    }

    @Test
    void aMapperCannotWriteTheClaim() {
        String sealed = broker.password("chris", VPN)
                .claims("access_token")
                .path("security_policy")
                .asText();
        assertThat(sealed).isNotEmpty();
        App forger = realm.client(
                "forger",
                Map.of(
                        "publicClient",
                        false,
                        "secret",
                        "s",
                        "attributes",
                        Map.of("standard.token.exchange.enabled", "true"),
                        "protocolMappers",
                        List.of(Map.of(
                                "name",
                                "forged",
                                "protocol",
                                "openid-connect",
                                "protocolMapper",
                                "oidc-hardcoded-claim-mapper",
                                "config",
                                Map.of(
                                        "claim.name",
                                        "security_policy",
                                        "claim.value",
                                        sealed,
                                        "jsonType.label",
                                        "String",
                                        "access.token.claim",
                                        "true")))));
        Tokens away = forger.password("chris", AWAY);
        assertThat(away.claims("access_token").path("security_policy").asText()).isNotEqualTo(sealed);
        Map<String, String> form = exchangeForm(away, "access_token");
        assertThat(forger.token(VPN, form).roles()).containsExactly("Mobile");
    }

    @Test
    @Covers(value = Way.PERMISSIONS, as = Aspect.ROLE)
    void permissionsRestOnKeptRoles() {
        Tokens inside = realm.publicApp().password("chris", VPN);
        Tokens away = realm.publicApp().refresh(inside, AWAY);
        assertThat(uma(inside, VPN, Map.of()).status()).isEqualTo(200);
        App confidential = realm.confidentialApp();
        Tokens stolen = confidential.code(Browser.at(NODE, VPN).login(confidential, "chris"), VPN);
        for (String mode : List.of("", "decision", "permissions")) {
            Map<String, String> form = mode.isEmpty() ? Map.of() : Map.of("response_mode", mode);
            assertThat(uma(inside, AWAY, form).status())
                    .as("a token from inside, presented outside, %s", mode)
                    .isEqualTo(403);
            assertThat(uma(stolen, AWAY, form).status())
                    .as("a bare bearer token proves no client, %s", mode)
                    .isEqualTo(403);
            assertThat(uma(away, VPN, form).status())
                    .as("a token from outside, presented inside, %s", mode)
                    .isEqualTo(403);
        }
    }

    @Test
    @Covers(value = Way.PERMISSIONS, as = Aspect.CHANGE)
    void aRoleThatWasTakenSinceOpensNothing() {
        realm.user("loser", List.of("Administrator", "Mobile"), Map.of());
        Tokens held = realm.publicApp().password("loser", VPN);
        assertThat(uma(held, VPN, Map.of()).status()).isEqualTo(200);
        String user = realm.path("/users/" + realm.admin().userId(realm.name(), "loser"));
        String role = "[" + realm.admin().get(realm.path("/roles/Administrator")) + "]";
        Admin.expect(204, realm.admin().call("DELETE", user + "/role-mappings/realm", role));
        assertThat(held.roles()).as("the token shows it still").contains("Administrator");
        assertThat(uma(held, VPN, Map.of()).status()).isEqualTo(403);
    }

    @Test
    void aPolicyThatFetchesRolesByItselfCountsKeptOnesOnly() {
        String policies = authorization() + "/policy/role";
        JsonNode policy = realm.admin().get(policies + "/search?name=administrators");
        String path = policies + "/" + policy.path("id").asText();
        ((ObjectNode) policy).put("fetchRoles", true);
        Admin.expect(201, realm.admin().call("PUT", path, policy));
        Tokens inside = realm.publicApp().password("chris", VPN);
        assertThat(uma(inside, VPN, Map.of("response_mode", "decision")).status())
                .isEqualTo(200);
        assertThat(uma(inside, AWAY, Map.of("response_mode", "decision")).status())
                .isEqualTo(403);
        assertThat(uma(realm.publicApp().refresh(inside, AWAY), VPN, Map.of("response_mode", "decision"))
                        .status())
                .isEqualTo(403);
        ((ObjectNode) policy).put("fetchRoles", false);
        Admin.expect(201, realm.admin().call("PUT", path, policy));
    }

    private static String authorization() {
        String id = realm.admin()
                .get(realm.path("/clients?clientId=vault"))
                .at("/0/id")
                .asText();
        return realm.path("/clients/" + id + "/authz/resource-server");
    }

    @Test
    void aLightweightTokenOnTheWayForgetsNothing() {
        App narrow = realm.client(
                "narrow", Map.of("fullScopeAllowed", false, "protocolMappers", List.of(App.audience("light"))));
        String mappings = realm.path("/clients/"
                + realm.admin()
                        .get(realm.path("/clients?clientId=narrow"))
                        .at("/0/id")
                        .asText()
                + "/scope-mappings/realm");
        Admin.expect(
                204, realm.admin().call("POST", mappings, List.of(realm.admin().get(realm.path("/roles/Mobile")))));
        Map<String, Object> shown = Map.of(
                "name", "roles",
                "protocol", "openid-connect",
                "protocolMapper", "oidc-usermodel-realm-role-mapper",
                "config",
                        Map.of(
                                "claim.name", "realm_access.roles",
                                "multivalued", "true",
                                "lightweight.claim", "true",
                                "access.token.claim", "true"));
        App light = exchanging("light", Map.of("client.use.lightweight.access.token.enabled", "true"), shown);
        Tokens once = exchange(light, narrow.password("chris", VPN));
        assertThat(once.roles()).containsExactly("Mobile");
        assertThat(exchange(broker, once).roles()).containsExactly("Mobile");
    }

    private static Tokens exchange(App by, Tokens subject) {
        Map<String, String> form = exchangeForm(subject, "access_token");
        return by.token(VPN, form);
    }

    private static App exchanging(String id, Map<String, String> attributes, Map<String, Object> mapper) {
        Map<String, String> all = new HashMap<>(attributes);
        all.put("standard.token.exchange.enabled", "true");
        return realm.client(
                id,
                Map.of(
                        "publicClient",
                        false,
                        "secret",
                        "s",
                        "attributes",
                        all,
                        "protocolMappers",
                        List.of(mapper, App.audience("broker-app"))));
    }

    @Test
    @Covers(value = Way.PERMISSIONS, as = Aspect.ROLE)
    void permissionsAreNotCopiedWhenRolesAreGone() {
        Tokens permitted = new Tokens(uma(realm.publicApp().password("chris", VPN), VPN, Map.of()));
        assertThat(permitted.claims("access_token").path("authorization").isMissingNode())
                .isFalse();
        Tokens outside = realm.publicApp().refresh(permitted, AWAY);
        assertThat(outside.roles()).containsExactly("Mobile");
        assertThat(outside.claims("access_token").path("authorization").isMissingNode())
                .as("what rests on Administrator")
                .isTrue();
    }

    @Test
    void introspectionShowsNeitherWithheldRolesNorAddresses() {
        Tokens once = exchange(broker.password("chris", AWAY), VPN, "access_token", Map.of());
        JsonNode shown = broker.call("token/introspect", VPN, Map.of("token", once.text("access_token")))
                .json();
        assertThat(shown.path("active").asBoolean()).as("%s", shown).isTrue();
        assertThat(App.names(shown.at("/realm_access/roles"))).doesNotContain("Administrator");
        assertThat(shown.has("security_policy")).isFalse();
        assertThat(broker.userInfo(once, VPN).json().has("security_policy")).isFalse();
    }

    /** Keycloak gives such a token no session with its client, and shows it as it is. */
    @Test
    void introspectionOfATokenThatWasExchangedForAnotherClientShowsNoMore() {
        App first = realm.client("first", Map.of("protocolMappers", List.of(App.audience("second"))));
        App second = exchanging("second", Map.of(), App.audience("second"));
        Tokens once = exchange(second, first.password("chris", VPN));
        assertThat(once.roles()).contains("Administrator");
        Map<String, String> asked = Map.of("token", once.text("access_token"));
        JsonNode shown = second.call("token/introspect", VPN, asked).json();
        assertThat(shown.path("active").asBoolean()).as("%s", shown).isTrue();
        assertThat(App.names(shown.at("/realm_access/roles"))).contains("Administrator");
        assertThat(shown.has("security_policy")).isFalse();
        realm.policy("ip.subscriber", "10.15.1.*", "ip.roles", "{\"Administrator\": [\"192.0.2.77\"]}");
        try {
            assertThat(App.names(
                            second.call("token/introspect", VPN, asked).json().at("/realm_access/roles")))
                    .as("under the policy of today")
                    .doesNotContain("Administrator");
        } finally {
            realm.table();
        }
    }

    @Test
    @Covers(
            value = Way.LOOKS,
            as = {Aspect.ROLE, Aspect.CHANGE})
    void noTypeOfIntrospectionShowsMore() {
        Tokens permitted = new Tokens(uma(realm.publicApp().password("chris", VPN), VPN, Map.of()));
        Map<String, String> rpt =
                Map.of("token", permitted.text("access_token"), "token_type_hint", "requesting_party_token");
        assertThat(resources.call("token/introspect", AWAY, rpt).json().has("permissions"))
                .as("whoever asks changes nothing")
                .isTrue();
        Tokens refreshable = broker.password("chris", VPN);
        Map<String, String> refresh =
                Map.of("token", refreshable.text("refresh_token"), "token_type_hint", "refresh_token");
        JsonNode shown = broker.call("token/introspect", AWAY, refresh).json();
        assertThat(shown.path("active").asBoolean()).as("%s", shown).isTrue();
        assertThat(shown.has("security_policy")).isFalse();

        realm.policy("ip.subscriber", "10.15.1.*", "ip.roles", "{\"Administrator\": [\"192.0.2.77\"]}");
        try {
            JsonNode later = resources.call("token/introspect", VPN, rpt).json();
            assertThat(later.path("active").asBoolean()).as("%s", later).isTrue();
            assertThat(later.has("permissions"))
                    .as("today's policy withholds what they rest on")
                    .isFalse();
        } finally {
            realm.table();
        }
    }

    private static Tokens exchange(Tokens subject, String address, String type, Map<String, String> noise) {
        Map<String, String> form = new HashMap<>(noise);
        form.putAll(exchangeForm(subject, type));
        return broker.token(address, form);
    }

    private static Map<String, String> exchangeForm(Tokens subject, String type) {
        return Map.of(
                "grant_type",
                "urn:ietf:params:oauth:grant-type:token-exchange",
                "subject_token",
                subject.text("access_token"),
                "subject_token_type",
                "urn:ietf:params:oauth:token-type:access_token",
                "requested_token_type",
                "urn:ietf:params:oauth:token-type:" + type);
    }

    @Test
    void aHeaderThatKeycloakDoesNotReadMakesNoOtherTokenCount() {
        Tokens away = broker.password("chris", AWAY);
        Tokens inside = broker.password("chris", VPN);
        broker.call("logout", VPN, Map.of("refresh_token", inside.text("refresh_token")));
        Http http = new Http();
        http.headers("X-Forwarded-For", VPN, "Authorization", "DPoP " + inside.text("access_token"));
        Map<String, String> form = new HashMap<>(Map.of(
                "grant_type",
                UMA,
                "audience",
                resources.clientId(),
                "client_id",
                "broker-app",
                "client_secret",
                "s",
                "claim_token",
                away.text("access_token"),
                "claim_token_format",
                "http://openid.net/specs/openid-connect-core-1_0.html#IDToken"));
        Http.Answer answer = http.post(broker.endpoint("token"), form);
        assertThat(answer.status()).as(answer.body()).isEqualTo(403);
    }

    @Test
    void aTokenWithoutASubjectIsThatOfItsSession() {
        App sparse = realm.client("sparse", Map.of("defaultClientScopes", List.of("roles")));
        Tokens inside = sparse.password("chris", VPN);
        assertThat(inside.claims("access_token").has("sub")).isFalse();
        assertThat(uma(inside, VPN, Map.of()).status()).isEqualTo(200);
        assertThat(uma(sparse.password("chris", AWAY), VPN, Map.of()).status()).isEqualTo(403);
    }

    private static Http.Answer uma(Tokens bearer, String address, Map<String, String> more) {
        Http http = new Http();
        http.headers("X-Forwarded-For", address, "Authorization", "Bearer " + bearer.text("access_token"));
        Map<String, String> form = new HashMap<>(more);
        form.put("grant_type", UMA);
        form.put("audience", resources.clientId());
        return http.post(resources.endpoint("token"), form);
    }

    /** A resource that only administrators may use. */
    private static App resourceServer() {
        App server = realm.client(
                "vault",
                Map.of(
                        "publicClient", false,
                        "secret", "s",
                        "serviceAccountsEnabled", true,
                        "authorizationServicesEnabled", true));
        String authorization = authorization();
        String role =
                realm.admin().get(realm.path("/roles/Administrator")).path("id").asText();
        Admin admin = realm.admin();
        Admin.expect(201, admin.call("POST", authorization + "/resource", Map.of("name", "safe")));
        Map<String, Object> policy = Map.of(
                "name", "administrators", "logic", "POSITIVE", "roles", List.of(Map.of("id", role, "required", true)));
        Admin.expect(201, admin.call("POST", authorization + "/policy/role", policy));
        Map<String, Object> permission =
                Map.of("name", "open", "resources", List.of("safe"), "policies", List.of("administrators"));
        Admin.expect(201, admin.call("POST", authorization + "/permission/resource", permission));
        return server;
    }
}
