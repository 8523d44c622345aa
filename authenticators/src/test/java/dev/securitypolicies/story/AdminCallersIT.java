package dev.securitypolicies.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.coverage.Aspect;
import dev.securitypolicies.coverage.Covers;
import dev.securitypolicies.coverage.Way;
import dev.securitypolicies.server.Admin;
import dev.securitypolicies.server.App;
import dev.securitypolicies.server.App.Tokens;
import dev.securitypolicies.server.Browser;
import dev.securitypolicies.server.Http;
import dev.securitypolicies.server.KeycloakNode;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.Servers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever calls the admin API is judged, however little their token says of them and whatever gives them their power. */
final class AdminCallersIT {

    private static final String VPN = "10.15.1.11";
    private static final String AWAY = "67.25.19.198";
    private static final KeycloakNode NODE = Servers.newest();

    @Test
    void aTokenWithoutASubjectIsThatOfItsOfflineSession() {
        Realm realm = Realm.sample(NODE, "callers-light");
        App app = realm.client(
                "light", Map.of("attributes", Map.of("client.use.lightweight.access.token.enabled", "true")));
        realm.policy("ip.roles", "{\"realm-management.realm-admin\": [\"10.15.1.*\"]}");
        Tokens offline = app.token(
                VPN, Map.of("grant_type", "password", "username", "ada", "password", "ada", "scope", "offline_access"));
        assertThat(offline.claims("access_token").has("sub")).isFalse();
        String users = NODE.url() + realm.path("/users?max=1");
        String registration = NODE.url() + "/realms/callers-light/clients-registrations/default";
        assertThat(bearing(offline, VPN).get(users).status()).isEqualTo(200);
        assertThat(bearing(offline, AWAY).get(users).status()).isEqualTo(403);
        assertThat(realm.lastRecord().at("/details/policy_reason").asText()).isEqualTo("ip-all-roles-withheld");
        assertThat(bearing(offline, AWAY)
                        .json("POST", registration, Map.of("clientId", "from-outside"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    @Covers(value = Way.ADMIN, as = Aspect.ROLE)
    void aRoleThatIsWithheldDelegatesNothing() {
        Realm realm = Realm.sample(NODE, "callers-fine");
        Admin admin = realm.admin();
        Admin.expect(201, admin.call("POST", realm.path("/roles"), Map.of("name", "helpdesk")));
        realm.policy("ip.roles", "{\"helpdesk\": [\"10.15.1.*\"], \"Mobile\": [\"*\"]}");
        realm.user("fay", List.of("helpdesk", "Mobile"), Map.of());
        realm.change(Map.of("adminPermissionsEnabled", true));
        String client = admin.get(realm.path("/clients?clientId=admin-permissions"))
                .at("/0/id")
                .asText();
        String authorization = realm.path("/clients/" + client + "/authz/resource-server");
        String role = admin.get(realm.path("/roles/helpdesk")).path("id").asText();
        Admin.expect(
                201,
                admin.call(
                        "POST",
                        authorization + "/policy/role",
                        Map.of("name", "helpers", "roles", List.of(Map.of("id", role, "required", true)))));
        Admin.expect(
                201,
                admin.call(
                        "POST",
                        authorization + "/permission/scope",
                        Map.of(
                                "name",
                                "help users",
                                "resourceType",
                                "Users",
                                "scopes",
                                List.of("view", "manage"),
                                "policies",
                                List.of("helpers"))));
        Tokens inside = realm.publicApp().password("fay", VPN);
        Tokens outside = realm.publicApp().password("fay", AWAY);
        String alice = NODE.url() + realm.path("/users/" + admin.userId(realm.name(), "alice"));
        assertThat(bearing(inside, VPN).get(alice).status()).isEqualTo(200);
        assertThat(bearing(inside, AWAY).get(alice).status()).isEqualTo(403);
        assertThat(bearing(outside, AWAY).get(alice).status()).isEqualTo(403);
        assertThat(bearing(outside, VPN).get(alice).status())
                .as("the token shows no such role")
                .isEqualTo(403);

        App confidential = realm.confidentialApp();
        Tokens stolen = confidential.code(Browser.at(NODE, VPN).login(confidential, "fay"), VPN);
        assertThat(bearing(stolen, VPN).get(alice).status()).isEqualTo(200);
        assertThat(bearing(stolen, AWAY).get(alice).status())
                .as("whoever has stolen it is not the client that it was issued for")
                .isEqualTo(403);
    }

    private static Http bearing(Tokens tokens, String address) {
        Http http = new Http();
        http.headers("X-Forwarded-For", address, "Authorization", "Bearer " + tokens.text("access_token"));
        return http;
    }
}
