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
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A verifiable credential shows no role that the token it was asked for with may not show. */
final class CredentialsIT {

    private static final String VPN = "10.15.1.11";
    private static final String AWAY = "67.25.19.198";
    private static final String CREDENTIAL = "employee";
    private static final KeycloakNode NODE = Servers.preview();

    @PolicyRealm(value = "credentials", on = PolicyRealm.Server.PREVIEW)
    private static Realm realm;

    private static App wallet;

    @BeforeAll
    static void prepare() {
        realm.change(Map.of("verifiableCredentialsEnabled", true));
        wallet = realm.client("wallet", Map.of("attributes", Map.of("oid4vci.enabled", "true")));
        App desk = realm.client("desk", Map.of("publicClient", false, "secret", "s"));
        String roles = realm.path("/clients/" + realm.clientUuid(desk.clientId()) + "/roles");
        for (String role : List.of("clerk", "visitor")) {
            Admin.expect(201, realm.admin().call("POST", roles, Map.of("name", role)));
            JsonNode found = realm.admin().get(roles + "/" + role);
            String mapping = realm.path("/users/" + realm.admin().userId(realm.name(), "chris")
                    + "/role-mappings/clients/" + realm.clientUuid("desk"));
            Admin.expect(204, realm.admin().call("POST", mapping, "[" + found + "]"));
        }
        Map<String, Object> mapper = Map.of(
                "name",
                "roles",
                "protocol",
                "oid4vc",
                "protocolMapper",
                "oid4vc-target-role-mapper",
                "config",
                Map.of("claim.name", "roles", "clientId", "desk"));
        Map<String, Object> scope = Map.of(
                "name",
                CREDENTIAL,
                "protocol",
                "oid4vc",
                "attributes",
                Map.of(
                        "include.in.token.scope",
                        "true",
                        "vc.credential_configuration_id",
                        CREDENTIAL,
                        "vc.credential_identifier",
                        CREDENTIAL,
                        "vc.format",
                        "jwt_vc_json",
                        "vc.verifiable_credential_type",
                        CREDENTIAL,
                        "vc.supported_credential_types",
                        CREDENTIAL,
                        "vc.binding_required",
                        "false",
                        "vc.credential_signing_alg",
                        "RS256"),
                "protocolMappers",
                List.of(mapper));
        Http.Answer created = Admin.expect(201, realm.admin().call("POST", realm.path("/client-scopes"), scope));
        String id = created.location().substring(created.location().lastIndexOf('/') + 1);
        Admin.expect(
                204,
                realm.admin()
                        .call(
                                "PUT",
                                realm.path("/clients/" + realm.clientUuid("wallet") + "/optional-client-scopes/" + id),
                                ""));
        String credentials = realm.path("/users/" + realm.admin().userId(realm.name(), "chris") + "/vc/credentials");
        Http.Answer given = realm.admin().call("POST", credentials, Map.of("credentialScopeName", CREDENTIAL));
        assertThat(given.status()).as(given.body()).isBetween(200, 201);
        realm.policy("ip.subscriber", "10.15.1.*", "ip.roles", "{\"desk.visitor\": [\"*\"], \"Mobile\": [\"*\"]}");
    }

    @Test
    @Covers(value = Way.CREDENTIALS, as = Aspect.ROLE)
    void aCredentialShowsWhatTheTokenMayShow() {
        assertThat(credential(login(VPN), VPN)).contains("clerk", "visitor");
        assertThat(credential(login(AWAY), AWAY)).contains("visitor").doesNotContain("clerk");
        assertThat(credential(login(AWAY), VPN))
                .as("nothing made from a token carries more")
                .contains("visitor")
                .doesNotContain("clerk");
        assertThat(credential(login(VPN), AWAY))
                .as("a stolen token")
                .contains("visitor")
                .doesNotContain("clerk");
    }

    private static Tokens login(String address) {
        Map<String, String> asked = new HashMap<>();
        asked.put("scope", "openid " + CREDENTIAL);
        asked.put(
                "authorization_details",
                "[{\"type\":\"openid_credential\",\"credential_configuration_id\":\"" + CREDENTIAL
                        + "\",\"locations\":[\"" + NODE.url() + "/realms/credentials\"]}]");
        return wallet.code(Browser.at(NODE, address).login(wallet, "chris", "chris", asked), address);
    }

    private static String credential(Tokens tokens, String address) {
        JsonNode detail = tokens.claims("access_token").at("/authorization_details/0");
        JsonNode identifier = detail.at("/credential_identifiers/0");
        Http http = new Http();
        http.headers("X-Forwarded-For", address, "Authorization", "Bearer " + tokens.text("access_token"));
        Map<String, String> asked = identifier.isTextual()
                ? Map.of("credential_identifier", identifier.asText())
                : Map.of("credential_configuration_id", CREDENTIAL);
        Http.Answer answer = http.json("POST", NODE.url() + "/realms/credentials/protocol/oid4vc/credential", asked);
        assertThat(answer.status())
                .as("%s %s", answer.body(), tokens.answer().body())
                .isEqualTo(200);
        String credential = answer.json().at("/credentials/0/credential").asText();
        return new String(Base64.getUrlDecoder().decode(credential.split("\\.", -1)[1]), StandardCharsets.UTF_8);
    }
}
