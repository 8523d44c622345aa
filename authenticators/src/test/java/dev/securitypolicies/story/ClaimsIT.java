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
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Wherever a role can show up, every place agrees; the clients need no configuration for it. */
final class ClaimsIT {

    private static final String AWAY = "67.25.19.198";
    private static final String VPN = "10.15.1.11";
    private static final String DATA_CENTRE = "192.0.2.80";

    private static final KeycloakNode NODE = Servers.newest();

    @PolicyRealm("claims")
    private static Realm realm;

    @BeforeAll
    static void buildRealm() {
        realm.client("backend", Map.of("publicClient", false, "secret", "s"));
        addClientRole("backend", "editor");
        realm.policy("ip.subscriber", "10.15.1.*", "ip.roles", """
                {"Administrator": ["10.15.1.10", "10.15.1.11"], "Mobile": ["*"], "backend.editor": ["@vpn"]}""", "ip.groups", "{\"vpn\": [\"10.15.1.0/24\"]}");
        grantClientRole("chris", "backend", "editor");
    }

    @Test
    @Covers(value = Way.CODE, as = Aspect.ROLE)
    @Covers(value = Way.LOOKS, as = Aspect.ROLE)
    void accessTokenIdTokenUserinfoAndIntrospectionAgree() {
        App app = realm.client(
                "all-tokens",
                confidential(List.of(
                        realmRoles("roles-everywhere", "my_roles"), clientRoles("client-roles", "my_client_roles"))));
        Tokens tokens = app.code(Browser.at(NODE, AWAY).login(app, "chris"), DATA_CENTRE);
        assertAgree(app, tokens, Set.of("Mobile"), Set.of());
        assertThat(tokens.claims("access_token").path("aud")).isEmpty();

        Tokens onTheVpn = app.code(Browser.at(NODE, VPN).login(app, "chris"), DATA_CENTRE);
        assertAgree(app, onTheVpn, Set.of("Administrator", "Mobile", "Participant"), Set.of("editor"));
        assertThat(onTheVpn.claims("access_token").path("aud").toString()).contains("backend");
    }

    private static void assertAgree(App app, Tokens tokens, Set<String> realmRoles, Set<String> clientRoles) {
        JsonNode access = tokens.claims("access_token");
        JsonNode id = tokens.claims("id_token");
        JsonNode userInfo = app.userInfo(tokens, DATA_CENTRE).json();
        JsonNode introspected = app.call("token/introspect", DATA_CENTRE, Map.of("token", tokens.text("access_token")))
                .json();
        assertThat(introspected.path("active").asBoolean()).isTrue();
        for (JsonNode claims : List.of(access, id, userInfo, introspected)) {
            assertThat(App.names(claims.path("my_roles"))).isEqualTo(realmRoles);
            assertThat(App.names(claims.path("my_client_roles"))).isEqualTo(clientRoles);
        }
        for (JsonNode claims : List.of(access, introspected)) {
            assertThat(App.names(claims.at("/realm_access/roles"))).isEqualTo(realmRoles);
            assertThat(App.names(claims.at("/resource_access/backend/roles"))).isEqualTo(clientRoles);
        }
    }

    @Test
    void userinfoKeepsToTheAddressOfIssueWhoeverAsks() {
        App app = realm.client("user-info", confidential(List.of(realmRoles("roles", "my_roles"))));
        Tokens tokens = app.code(Browser.at(NODE, AWAY).login(app, "chris"), DATA_CENTRE);
        assertThat(App.names(app.userInfo(tokens, VPN).json().path("my_roles")))
                .as("a resource server inside the network gains nothing for the user")
                .containsExactly("Mobile");
    }

    @Test
    void lightweightTokensAgree() {
        App app = realm.client(
                "lightweight",
                confidential(List.of(realmRoles("roles", "my_roles")), "client.use.lightweight.access.token.enabled"));
        Tokens tokens = app.code(Browser.at(NODE, AWAY).login(app, "chris"), DATA_CENTRE);
        assertThat(tokens.claims("access_token").has("realm_access")).isFalse();
        JsonNode introspected = app.call("token/introspect", DATA_CENTRE, Map.of("token", tokens.text("access_token")))
                .json();
        assertThat(App.names(introspected.at("/realm_access/roles"))).containsExactly("Mobile");
        assertThat(App.names(introspected.path("my_roles"))).containsExactly("Mobile");
    }

    @Test
    void aRenamedRoleIsWithheldUnderItsNewNameToo() {
        App app = realm.client(
                "renamed",
                confidential(List.of(
                        mapper(
                                "rename",
                                "oidc-role-name-mapper",
                                Map.of("role", "Administrator", "new.role.name", "boss")),
                        mapper(
                                "rename2",
                                "oidc-role-name-mapper",
                                Map.of("role", "Mobile", "new.role.name", "backend.phone")),
                        realmRoles("roles", "my_roles"))));
        JsonNode away = app.code(Browser.at(NODE, AWAY).login(app, "chris"), DATA_CENTRE)
                .claims("access_token");
        assertThat(away.toString()).doesNotContain("boss").doesNotContain("Administrator");
        assertThat(App.names(away.at("/resource_access/backend/roles"))).containsExactly("phone");
        JsonNode vpn =
                app.code(Browser.at(NODE, VPN).login(app, "chris"), DATA_CENTRE).claims("access_token");
        assertThat(App.names(vpn.path("my_roles")))
                .contains("boss", "Participant")
                .doesNotContain("Administrator");
    }

    @Test
    void aHardcodedRoleIsJudgedLikeAGrantedOne() {
        App app = realm.client(
                "hardcoded",
                confidential(List.of(
                        mapper("hard1", "oidc-hardcoded-role-mapper", Map.of("role", "Administrator")),
                        mapper("hard2", "oidc-hardcoded-role-mapper", Map.of("role", "backend.editor")),
                        realmRoles("roles", "my_roles"))));
        Tokens away = app.code(Browser.at(NODE, AWAY).login(app, "chris"), DATA_CENTRE);
        assertThat(away.roles()).containsExactly("Mobile");
        assertThat(away.claims("id_token").path("my_roles").toString()).isEqualTo("[\"Mobile\"]");
        assertThat(away.claims("access_token").toString()).doesNotContain("editor");
        Tokens vpn = app.code(Browser.at(NODE, VPN).login(app, "chris"), DATA_CENTRE);
        assertThat(vpn.roles()).contains("Administrator");
    }

    @Test
    void aScopeMetOnlyThroughWithheldRolesIsNotGranted() {
        String scopeId = addClientScope("reports", "Participant");
        App app = realm.publicApp();
        String client = clientUuid("public-app");
        Admin.expect(
                204,
                realm.admin().call("PUT", realm.path("/clients/" + client + "/optional-client-scopes/" + scopeId), ""));
        Map<String, String> parameters = Map.of("scope", "openid reports");
        Tokens away = app.code(Browser.at(NODE, AWAY).login(app, "chris", "chris", parameters), AWAY);
        assertThat(away.claims("access_token").path("scope").asText().split(" ", -1))
                .doesNotContain("reports");
        Tokens vpn = app.refresh(away, VPN);
        assertThat(vpn.claims("access_token").path("scope").asText().split(" ", -1))
                .as("the grant itself is not lost")
                .contains("reports");
        assertThat(app.refresh(vpn, AWAY).text("scope").split(" ", -1))
                .as("the response's own parameter agrees")
                .doesNotContain("reports");
    }

    @Test
    void defaultRolesAreOrdinaryRoles() {
        realm.user("dora", List.of("default-roles-claims", "Mobile"), Map.of());
        App app = realm.publicApp();
        assertThat(app.password("dora", VPN).roles()).contains("default-roles-claims", "offline_access", "Mobile");
        assertThat(app.password("dora", AWAY).roles()).containsExactly("Mobile");
    }

    private static Map<String, Object> confidential(List<Object> mappers, String... switches) {
        Map<String, String> attributes = new java.util.HashMap<>();
        for (String name : switches) {
            attributes.put(name, "true");
        }
        attributes.put("client.introspection.response.allow.jwt.claim.enabled", "false");
        attributes.put("allow.token.introspection.without.audience.check", "true");
        return Map.of(
                "publicClient",
                false,
                "secret",
                "s",
                "protocolMappers",
                mappers,
                "attributes",
                attributes,
                "fullScopeAllowed",
                true);
    }

    private static Object realmRoles(String name, String claim) {
        return mapper(name, "oidc-usermodel-realm-role-mapper", everywhere(claim));
    }

    private static Object clientRoles(String name, String claim) {
        Map<String, String> config = new java.util.HashMap<>(everywhere(claim));
        config.put("usermodel.clientRoleMapping.clientId", "backend");
        return mapper(name, "oidc-usermodel-client-role-mapper", config);
    }

    private static Map<String, String> everywhere(String claim) {
        return Map.of(
                "claim.name",
                claim,
                "multivalued",
                "true",
                "jsonType.label",
                "String",
                "access.token.claim",
                "true",
                "id.token.claim",
                "true",
                "userinfo.token.claim",
                "true",
                "introspection.token.claim",
                "true");
    }

    private static Object mapper(String name, String type, Map<String, String> config) {
        return Map.of("name", name, "protocol", "openid-connect", "protocolMapper", type, "config", config);
    }

    private static String clientUuid(String clientId) {
        return realm.admin()
                .get(realm.path("/clients?clientId=" + clientId))
                .at("/0/id")
                .asText();
    }

    private static void addClientRole(String client, String role) {
        Admin.expect(
                201,
                realm.admin()
                        .call("POST", realm.path("/clients/" + clientUuid(client) + "/roles"), Map.of("name", role)));
    }

    private static void grantClientRole(String user, String client, String role) {
        String uuid = clientUuid(client);
        JsonNode found = realm.admin().get(realm.path("/clients/" + uuid + "/roles/" + role));
        String userId = realm.admin().userId(realm.name(), user);
        Http.Answer answer = realm.admin()
                .call(
                        "POST",
                        realm.path("/users/" + userId + "/role-mappings/clients/" + uuid),
                        List.of(found).toString());
        Admin.expect(204, answer);
    }

    private static String addClientScope(String name, String role) {
        Http.Answer created = realm.admin()
                .call(
                        "POST",
                        realm.path("/client-scopes"),
                        Map.of(
                                "name",
                                name,
                                "protocol",
                                "openid-connect",
                                "attributes",
                                Map.of("include.in.token.scope", "true")));
        Admin.expect(201, created);
        String id = created.location().substring(created.location().lastIndexOf('/') + 1);
        JsonNode found = realm.admin().get(realm.path("/roles/" + role));
        Admin.expect(
                204,
                realm.admin()
                        .call(
                                "POST",
                                realm.path("/client-scopes/" + id + "/scope-mappings/realm"),
                                List.of(found).toString()));
        return id;
    }
}
