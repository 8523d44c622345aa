package dev.securitypolicies.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.securitypolicies.server.Admin;
import dev.securitypolicies.server.Api;
import dev.securitypolicies.server.App;
import dev.securitypolicies.server.Http;
import dev.securitypolicies.server.KeycloakNode;
import dev.securitypolicies.server.PolicyRealm;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.Servers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Names that look like others, that move, and that are too many (R2, R11, R12). */
final class NamesIT {

    private static final String INSIDE = "10.15.1.11";
    private static final String AWAY = "67.25.19.198";
    private static final KeycloakNode NODE = Servers.newest();

    @PolicyRealm("names")
    private static Realm realm;

    @BeforeAll
    static void prepare() {
        realm.user("rita", List.of("Mobile"), Map.of());
        realm.administers("rita", "realm-admin");
    }

    @Test
    void aRenameDoesNotTakeTheEntryOfARoleWithTheSameKey() {
        Admin admin = realm.admin();
        Admin.expect(201, admin.call("POST", realm.path("/roles"), Map.of("name", "shop.boss")));
        realm.client("shop", Map.of());
        String client =
                admin.get(realm.path("/clients?clientId=shop")).at("/0/id").asText();
        Admin.expect(201, admin.call("POST", realm.path("/clients/" + client + "/roles"), Map.of("name", "boss")));
        realm.policy("ip.subscriber", "10.15.1.*", "ip.roles", "{\"shop.boss\":[\"" + INSIDE + "\"]}");
        Admin.expect(204, admin.call("PUT", realm.path("/clients/" + client + "/roles/boss"), Map.of("name", "chef")));
        JsonNode roles = Admin.parse(attribute("securityPolicy.ip.roles"));
        assertThat(roles.has("shop.boss")).as("the realm role still bears it").isTrue();
        assertThat(roles.has("shop.chef")).isTrue();
    }

    @Test
    void aBlankThatNobodySeesRestrictsTheRoleThatIsMeant() {
        realm.policy("ip.subscriber", "*", "ip.roles", "{\"Administrator \":[\"" + INSIDE + "\"]}");
        assertThat(realm.publicApp().password("chris", AWAY).roles()).doesNotContain("Administrator");
    }

    @Test
    void aSettingInOddCaseIsAProblem() {
        JsonNode representation = realm.admin().get(realm.path(""));
        representation.withObject("/attributes").put("SecurityPolicy.ip.subscriber", "10.15.1.*");
        Admin.expect(204, realm.admin().call("PUT", realm.path(""), representation));
        JsonNode problems = realm.admin().get(realm.path("/security-policy")).path("problems");
        assertThat(problems.findValuesAsText("code")).contains("unknown-setting");
        representation.withObject("/attributes").remove("SecurityPolicy.ip.subscriber");
        Admin.expect(204, realm.admin().call("PUT", realm.path(""), representation));
    }

    @Test
    void whatIsTooMuchIsSaidAndLocksNobodyElseOut() {
        realm.policy();
        Api api = new Api(realm, "rita", "127.0.0.1");
        String dots = ".".repeat(10_000);
        Http.Answer answer = api.put("", Map.of("mfa", Map.of("roles", List.of(dots))));
        assertThat(Api.codes(answer)).containsExactly("/mfa/roles too-long");
        StringBuilder names = new StringBuilder("Mobile");
        for (int i = 0; i < 100_000; i++) {
            names.append(",x").append(i);
        }
        realm.policy("ip.subscriber", "10.15.1.*", "mfa.adminRoles", names.toString(), "mfa.roles", dots);
        App other = Realm.sample(NODE, "names-other").publicApp();
        assertThat(other.password("bill", INSIDE).status()).isEqualTo(200);
        assertThat(realm.publicApp().password("bill", INSIDE).status()).isEqualTo(200);
        JsonNode problems = realm.admin().get(realm.path("/security-policy")).path("problems");
        assertThat(problems.findValuesAsText("code")).contains("too-long");

        realm.policy("ip.subscriber", "10.15.1.*,".repeat(110_000));
        assertThat(other.password("bill", INSIDE).status()).isEqualTo(200);
        assertThat(realm.publicApp().password("bill", INSIDE).status())
                .as("a list that is too long to be read has nobody in it")
                .isEqualTo(400);
        JsonNode tooLong = realm.admin().get(realm.path("/security-policy")).path("problems");
        assertThat(tooLong.findValuesAsText("code")).containsExactly("too-long");
        realm.policy();
    }

    @Test
    void aChangeByAnIdentityProvidersMapperIsRecordedAtTheNextLogin() {
        realm.policy("ip.groups", "{\"vpn\":[\"" + INSIDE + "\"],\"other\":[\"" + INSIDE + "\"]}");
        realm.user("mona", List.of("Mobile"), Map.of("securityPolicy.ip.groups", List.of("vpn")));
        String id = realm.admin().userId("names", "mona");
        Servers.sqlOnNewest("update user_attribute set value = 'other' where user_id = '" + id
                + "' and name = 'securityPolicy.ip.groups'");
        realm.admin().call("POST", realm.path("/clear-user-cache"), "{}");
        realm.publicApp().password("mona", INSIDE);
        assertThat(changes("users/" + id)).contains("direct");
        realm.policy();
    }

    /** The doors of the recorded changes of one thing. */
    private static List<String> changes(String path) {
        List<String> doors = new java.util.ArrayList<>();
        realm.admin().get(realm.path("/admin-events?max=50")).forEach(event -> {
            if (event.path("resourcePath").asText().equals("security-policy/" + path)
                    && event.path("resourceType").asText().equals("SECURITY_POLICY")) {
                doors.add(event.at("/details/door").asText());
            }
        });
        return doors;
    }

    private static String attribute(String name) {
        return realm.admin().get(realm.path("")).path("attributes").path(name).asText();
    }
}
