package dev.securitypolicies.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.securitypolicies.server.Admin;
import dev.securitypolicies.server.App;
import dev.securitypolicies.server.Browser;
import dev.securitypolicies.server.Http;
import dev.securitypolicies.server.PolicyRealm;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.Servers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** R4 and R5: a user's own IP groups add a restriction, only admins may set them, and interface users must have one. */
final class UserLevelIT {

    private static final String VPN = "10.15.1.11";
    private static final String OFFICE = "192.0.2.7";
    private static final String AWAY = "67.25.19.198";

    @PolicyRealm("userlevel")
    private static Realm realm;

    private final App app = realm.publicApp();

    @BeforeAll
    static void addUsers() {
        realm.user("vera", List.of("Mobile"), groups("vpn"));
        realm.user("both", List.of("Mobile"), groups("vpn", "office"));
        realm.user("member", List.of("Mobile"), Map.of());
        realm.user("robot", List.of("Mobile"), Map.of("securityPolicy.userType", List.of("interface")));
        realm.user("self", List.of("Mobile", "default-roles-userlevel"), groups("vpn"));
        Http.Answer group = realm.admin()
                .call("POST", realm.path("/groups"), Map.of("name", "staff", "attributes", groups("office")));
        String groupId = Admin.expect(201, group).location().replaceAll(".*/", "");
        String member = realm.admin().userId("userlevel", "member");
        Admin.expect(204, realm.admin().call("PUT", realm.path("/users/" + member + "/groups/" + groupId), "{}"));
        String vera = realm.admin().userId("userlevel", "vera");
        Admin.expect(204, realm.admin().call("PUT", realm.path("/users/" + vera + "/groups/" + groupId), "{}"));
    }

    @BeforeEach
    void definePolicy() {
        realm.policy("ip.groups", "{\"vpn\": [\"10.15.1.*\"], \"office\": [\"192.0.2.0/24\"]}");
    }

    @Test
    void aUsersGroupsRestrict() {
        assertThat(app.password("vera", VPN).status()).isEqualTo(200);
        App.Tokens refused = app.password("vera", AWAY);
        assertThat(refused.error()).isEqualTo("invalid_grant");
        assertThat(refused.text("error_description")).contains("ip-user)");
        assertThat(realm.lastRecord().at("/details/policy_reason").asText()).isEqualTo("ip-user");
        assertThat(app.password("both", OFFICE).status())
                .as("several are a union")
                .isEqualTo(200);
    }

    @Test
    void ownGroupsHideInheritedOnes() {
        assertThat(app.password("member", OFFICE).status()).as("inherited").isEqualTo(200);
        assertThat(app.password("member", VPN).status()).as("inherited").isEqualTo(400);
        assertThat(app.password("vera", OFFICE).status())
                .as("hidden by her own")
                .isEqualTo(400);
    }

    @Test
    void theyOnlyEverAdd() {
        realm.policy(
                "ip.groups", "{\"vpn\": [\"10.15.1.*\"], \"office\": [\"192.0.2.0/24\"]}",
                "ip.subscriber", "@office",
                "ip.roles", "{\"Administrator\": [\"@vpn\"]}");
        assertThat(app.password("vera", VPN).text("error_description")).contains("ip-all-roles-withheld");
    }

    @Test
    void interfaceUsersMustHaveOneOnceTheRealmRestricts() {
        assertThat(app.password("robot", VPN).status()).isEqualTo(200);
        realm.policy("ip.subscriber", "10.15.1.*");
        assertThat(app.password("robot", VPN).text("error_description")).contains("ip-user-group-missing");
        realm.policy("ip.subscriber", "10.15.1.*", "ip.interfaceUsers", "optional");
        assertThat(app.password("robot", VPN).status()).isEqualTo(200);
    }

    @Test
    void theUserPageSaysThatTheAccountIsRestricted() {
        Http.Answer page = Browser.at(Servers.newest(), AWAY).login(app, "vera");
        assertThat(page.status()).isEqualTo(403);
        assertThat(page.html().text())
                .contains("Access with your account is restricted")
                .doesNotContain("10.15");
    }

    @Test
    void nobodyEditsTheirOwnGroups() {
        App console =
                realm.client("console", Map.of("defaultClientScopes", List.of("profile", "email", "roles", "basic")));
        String token = console.password("self", VPN).text("access_token");
        Http http = new Http();
        http.headers("X-Forwarded-For", VPN, "Authorization", "Bearer " + token, "Accept", "application/json");
        String account = Servers.newest().url() + "/realms/userlevel/account/";
        JsonNode mine = Admin.expect(200, http.get(account)).json();
        assertThat(mine.at("/attributes").has("securityPolicy.ip.groups"))
                .as("not even seen")
                .isFalse();
        ObjectNode changed = mine.deepCopy();
        changed.withObject("/attributes").putArray("securityPolicy.ip.groups").add("office");
        http.json("POST", account, changed);
        JsonNode user = realm.admin().get(realm.path("/users/" + realm.admin().userId("userlevel", "self")));
        assertThat(user.at("/attributes/securityPolicy.ip.groups/0").asText()).isEqualTo("vpn");
        assertThat(user.at("/attributes/securityPolicy.ip.groups")).hasSize(1);
    }

    private static Map<String, List<String>> groups(String... names) {
        return Map.of("securityPolicy.ip.groups", List.of(names));
    }
}
