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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A resource of Alice's own, which nobody needs a role for: a token of hers opens and shares it from where she may come, and from nowhere else. */
final class SharedResourcesIT {

    private static final String OFFICE = "10.15.1.55";
    private static final String AWAY = "67.25.19.198";

    private static final KeycloakNode NODE = Servers.newest();

    @PolicyRealm("sharing")
    private static Realm realm;

    private static App vault;
    private static String diary;

    @BeforeAll
    static void aliceHasADiary() {
        realm.change(Map.of("userManagedAccessAllowed", true));
        vault = realm.client(
                "vault",
                Map.of(
                        "publicClient", false,
                        "secret", "s",
                        "serviceAccountsEnabled", true,
                        "authorizationServicesEnabled", true));
        Admin admin = realm.admin();
        String server = realm.path("/clients/" + realm.clientUuid("vault") + "/authz/resource-server");
        ObjectNode settings = (ObjectNode) admin.get(server);
        settings.put("allowRemoteResourceManagement", true).put("decisionStrategy", "AFFIRMATIVE");
        Admin.expect(204, admin.call("PUT", server, settings));
        String alice = admin.userId(realm.name(), "alice");
        Map<String, Object> resource =
                Map.of("name", "diary", "owner", Map.of("id", alice), "ownerManagedAccess", true);
        Http.Answer created = admin.call("POST", server + "/resource", resource);
        Admin.expect(201, created);
        diary = created.json().path("_id").asText();
        Admin.expect(
                201, admin.call("POST", server + "/policy/user", Map.of("name", "alice", "users", List.of(alice))));
        Map<String, Object> permission =
                Map.of("name", "read", "resources", List.of(diary), "policies", List.of("alice"));
        Admin.expect(201, admin.call("POST", server + "/permission/resource", permission));
    }

    @BeforeEach
    void onlyTheOffice() {
        realm.policy("ip.subscriber", "10.15.1.*, 127.0.0.1", "ip.interfaceUsers", "optional");
    }

    @ParameterizedTest(name = "response mode `{0}`")
    @ValueSource(strings = {"", "decision", "permissions"})
    @Covers(value = Way.PERMISSIONS, as = Aspect.ADDRESS)
    void aPermissionThatAsksForNoRoleIsRefusedElsewhere(String mode) {
        Tokens alice = vault.password("alice", OFFICE);
        assertThat(permission(alice, OFFICE, mode).status()).isEqualTo(200);
        Http.Answer refused = permission(alice, AWAY, mode);
        assertThat(refused.status()).as(refused.body()).isEqualTo(403);
        JsonNode record = realm.lastRecord();
        assertThat(record.path("type").asText()).isEqualTo("PERMISSION_TOKEN_ERROR");
        assertThat(record.at("/details/policy_reason").asText()).isEqualTo("ip-all-roles-withheld");
    }

    /** What is shared outlives the token, and whoever it is shared with comes from where they may. */
    @Test
    @Covers(
            value = Way.PROTECTION,
            as = {Aspect.ADDRESS, Aspect.CHANGE})
    void nothingIsSharedFromElsewhere() {
        Tokens alice = vault.password("alice", OFFICE);
        Http.Answer refused = share(alice, AWAY, "bill");
        assertThat(refused.status()).as(refused.body()).isEqualTo(403);
        assertThat(refused.body()).contains("(ip-all-roles-withheld)");
        assertThat(realm.lastRecord().at("/details/policy_reason").asText()).isEqualTo("ip-all-roles-withheld");
        assertThat(permission(vault.password("bill", OFFICE), OFFICE, "decision")
                        .status())
                .as("bill has got nothing")
                .isEqualTo(403);
        assertThat(share(alice, OFFICE, "bill").status()).isEqualTo(200);
        assertThat(permission(vault.password("bill", OFFICE), OFFICE, "decision")
                        .status())
                .isEqualTo(200);
        realm.policy("ip.subscriber", "10.15.2.*", "ip.interfaceUsers", "optional");
        assertThat(share(alice, OFFICE, "chris").status())
                .as("the policy of now")
                .isEqualTo(403);
    }

    @Test
    @Covers(value = Way.PROTECTION, as = Aspect.ROLE)
    void anApplicationManagesItsResourcesFromWhereItMayCome() {
        Tokens application = vault.token(OFFICE, Map.of("grant_type", "client_credentials"));
        String resources = NODE.url() + "/realms/" + realm.name() + "/authz/protection/resource_set";
        assertThat(bearer(application, OFFICE).get(resources).status()).isEqualTo(200);
        assertThat(bearer(application, AWAY).get(resources).status()).isEqualTo(403);
        Http.Answer made = bearer(application, AWAY).json("POST", resources, Map.of("name", "stolen"));
        assertThat(made.status()).isEqualTo(403);
        assertThat(bearer(application, OFFICE).get(resources + "?name=stolen").json())
                .isEmpty();
    }

    private static Http.Answer share(Tokens owner, String address, String with) {
        String url = NODE.url() + "/realms/" + realm.name() + "/authz/protection/uma-policy/" + diary;
        return bearer(owner, address).json("POST", url, Map.of("name", "for " + with, "users", List.of(with)));
    }

    private static Http.Answer permission(Tokens bearer, String address, String mode) {
        Map<String, String> form = new HashMap<>();
        form.put("grant_type", "urn:ietf:params:oauth:grant-type:uma-ticket");
        form.put("audience", vault.clientId());
        form.put("permission", diary);
        if (!mode.isEmpty()) {
            form.put("response_mode", mode);
        }
        return bearer(bearer, address).post(vault.endpoint("token"), form);
    }

    private static Http bearer(Tokens tokens, String address) {
        Http http = new Http();
        http.headers("X-Forwarded-For", address, "Authorization", "Bearer " + tokens.text("access_token"));
        return http;
    }
}
