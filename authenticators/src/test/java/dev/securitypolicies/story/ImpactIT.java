package dev.securitypolicies.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Before a save: which addresses a change lets in or shuts out, exactly, and whom, by what really happened. */
final class ImpactIT {

    private static final String OFFICE = "10.15.1.55";
    private static final String HOME = "67.25.19.198";

    private static final KeycloakNode NODE = Servers.newest();

    @PolicyRealm("impact")
    private static Realm realm;

    @BeforeEach
    void freshHistory() {
        realm.policy("ip.subscriber", "10.15.1.*, 67.25.19.0/24");
        realm.change(
                Map.of("eventsEnabled", true, "enabledEventTypes", List.of("LOGIN", "REFRESH_TOKEN", "CLIENT_LOGIN")));
        Admin.expect(204, realm.admin().call("DELETE", realm.path("/events"), ""));
        Admin.expect(200, realm.admin().call("POST", realm.path("/logout-all"), "{}"));
    }

    @Test
    void theDifferenceIsExact() {
        JsonNode same =
                impact(Map.of("ip", Map.of("subscriber", List.of("67.25.19.0/25", "67.25.19.128/25", "10.15.1.0/24"))));
        assertThat(same.path("access")).as("another spelling is no difference").isEmpty();
        JsonNode access = impact(Map.of(
                        "ip",
                        Map.of(
                                "subscriber", List.of("10.15.0.0/23"),
                                "roles", Map.of("Administrator", List.of("10.15.1.10")))))
                .path("access");
        JsonNode everyone = change(access, "everyone", "");
        assertThat(everyone.at("/gained/networks").toString()).isEqualTo("[\"10.15.0.0/24\"]");
        assertThat(everyone.at("/gained/ipv4").asText()).isEqualTo("256");
        assertThat(everyone.path("gained").has("allBut")).isFalse();
        assertThat(everyone.at("/lost/networks").toString()).isEqualTo("[\"67.25.19.0/24\"]");
        assertThat(change(access, "role", "Administrator").at("/gained/count").asInt())
                .isZero();
    }

    @Test
    void theLoginsOfTheLastDaysAreDecidedAgain() {
        App app = realm.publicApp();
        app.password("alice", OFFICE);
        app.password("bill", HOME);
        Tokens chris = app.password("chris", OFFICE);
        app.refresh(chris, HOME);
        Browser.at(NODE, "9.9.9.9, " + HOME).login(app, "bill");
        JsonNode answer = impact(Map.of("ip", Map.of("subscriber", List.of("10.15.1.*"))));
        JsonNode logins = answer.path("logins");
        assertThat(answer.at("/basis/source").asText()).isEqualTo("events");
        assertThat(answer.at("/basis/complete").asBoolean()).isTrue();
        assertThat(answer.at("/basis/undecidedAddresses").asInt())
                .as("the address that was decided for")
                .isZero();
        assertThat(logins.path("considered").asInt()).isEqualTo(5);
        assertThat(logins.path("refused").asInt()).isEqualTo(3);
        assertThat(logins.path("refusedUsers").asInt()).isEqualTo(2);
        JsonNode worst = logins.at("/worstUsers/0");
        assertThat(worst.path("username").asText()).isEqualTo("bill");
        assertThat(worst.path("logins").asInt()).isEqualTo(2);
        assertThat(worst.path("address").asText()).as("not the forged one").isEqualTo(HOME);
        assertThat(worst.path("reason").asText()).isEqualTo("ip-all-roles-withheld");
        assertThat(logins.at("/networks/0/network").asText()).isEqualTo("67.25.19.0/24");
        assertThat(logins.at("/networks/0/users").asInt()).isEqualTo(2);
    }

    @Test
    void rolesThatWouldBeLostAreNamed() {
        realm.publicApp().password("bill", HOME);
        JsonNode logins = impact(Map.of(
                        "ip",
                        Map.of(
                                "subscriber", List.of("10.15.1.*", "67.25.19.0/24"),
                                "roles", Map.of("Administrator", List.of("10.15.1.11")))))
                .path("logins");
        assertThat(logins.path("refused").asInt()).isZero();
        assertThat(logins.path("losing").asInt()).isEqualTo(1);
        assertThat(App.names(logins.at("/worstUsers/0/rolesLost"))).containsExactly("Administrator");
    }

    @Test
    void whereNoLoginsAreStoredTheSessionsCount() {
        realm.change(Map.of("eventsEnabled", false));
        Browser.at(NODE, HOME).login(realm.publicApp(), "bill");
        JsonNode answer = impact(Map.of("ip", Map.of("subscriber", List.of("10.15.1.*"))));
        assertThat(answer.at("/basis/source").asText()).isEqualTo("sessions");
        assertThat(answer.at("/logins/refused").asInt()).isEqualTo(1);
        assertThat(answer.at("/logins/worstUsers/0/address").asText()).isEqualTo(HOME);
    }

    @Test
    void whoWouldNeedAFactorAndHasNone() {
        realm.totp("alice", "alices-secret-0123456");
        JsonNode mfa =
                impact(Map.of("mfa", Map.of("roles", List.of("Participant")))).path("mfa");
        assertThat(mfa.path("newlyCovered").asInt()).isEqualTo(3);
        assertThat(mfa.path("withoutFactor").asInt()).isEqualTo(2);
        assertThat(App.names(mfa.path("examples"))).containsExactly("bill", "chris");
        assertThat(App.names(mfa.path("passwordClients"))).contains("public-app");
        assertThat(mfa.path("complete").asBoolean()).isTrue();
        realm.removeFactors("alice");
    }

    /** From no restriction to one and back, and with one that changes nothing for anybody. */
    @ParameterizedTest(name = "{0} -> {1}: loses {2}, {3} gain")
    @CsvSource(
            delimiter = ';',
            value = {
                "{};                                 {\"Administrator\": [\"10.15.1.11\"]}; Administrator; 0",
                "{\"Administrator\": [\"10.15.1.11\"]}; {};                                 '';            1",
                "{\"Mobile\": [\"*\"]};                {};                                 '';            0",
            })
    void theFirstRestrictionAndTheLast(String before, String after, String loses, int gain) {
        realm.policy();
        realm.publicApp().password("bill", HOME);
        realm.policy("ip.roles", before);
        JsonNode logins =
                impact(Map.of("ip", Map.of("roles", Admin.parse(after)))).path("logins");
        assertThat(logins.path("considered").asInt()).isEqualTo(1);
        assertThat(logins.path("refused").asInt()).isZero();
        assertThat(logins.path("gaining").asInt()).isEqualTo(gain);
        assertThat(App.names(logins.at("/worstUsers/0/rolesLost")))
                .containsExactlyElementsOf(loses.isEmpty() ? List.of() : List.of(loses));
    }

    /** Going live shuts out all that was only reported. */
    @Test
    void reportsBecomeRefusals() {
        realm.publicApp().password("bill", HOME);
        realm.policy("mode", "report-only", "ip.subscriber", "10.15.1.*", "ip.groups", "{\"office\": [\"10.15.1.7\"]}");
        JsonNode answer = impact(Map.of(
                "ip",
                Map.of("subscriber", List.of("10.15.1.*"), "groups", Map.of("office", List.of("10.15.1.7"))),
                "mfa",
                Map.of("everyone", true)));
        JsonNode office = change(answer.path("access"), "ip-group", "office");
        assertThat(office.at("/gained/count").asInt()).isZero();
        assertThat(office.at("/lost/count").asInt()).isPositive();
        assertThat(change(answer.path("access"), "interface-users", "")
                        .at("/lost/networks/0")
                        .asText())
                .isEqualTo("*");
        assertThat(change(answer.path("access"), "everyone", "")
                        .at("/lost/count")
                        .asInt())
                .isPositive();
        assertThat(answer.at("/logins/refused").asInt()).isEqualTo(1);
        assertThat(answer.at("/mfa/newlyCovered").asInt()).isPositive();
    }

    /** Whoever holds a role through a composite one goes by other lists than who was given it. */
    @Test
    void aListThatGoesOpensWhatACompositeRoleAllows() {
        realm.admin().call("POST", realm.path("/roles"), Map.of("name", "Wide"));
        realm.admin().call("POST", realm.path("/roles"), Map.of("name", "Inner"));
        JsonNode inner = realm.admin().get(realm.path("/roles/Inner"));
        Admin.expect(204, realm.admin().call("POST", realm.path("/roles/Wide/composites"), "[" + inner + "]"));
        realm.policy("ip.subscriber", "10.15.1.*", "ip.roles", "{\"Wide\": [\"*\"], \"Inner\": [\"10.15.1.*\"]}");
        JsonNode access = impact(
                        Map.of("ip", Map.of("subscriber", List.of("10.15.1.*"), "roles", Map.of("Wide", List.of("*")))))
                .path("access");
        assertThat(access).hasSize(1);
        assertThat(change(access, "role", "Inner").at("/gained/count").asInt()).isPositive();
        assertThat(access("role=Inner").at("/addresses/ipv4").asText()).isEqualTo("256");
    }

    /** A few thousand addresses leave gaps of millions of networks; they are counted, and a hundred are made. */
    @Test
    void whoMayOnlyViewCannotKeepAServerBusy() {
        realm.policy();
        List<String> many = IntStream.range(0, 20_000)
                .mapToObj(i -> "2001:db8:" + Integer.toHexString(i) + "::1")
                .toList();
        Map<String, List<String>> roles =
                IntStream.range(0, 12).boxed().collect(Collectors.toMap(i -> "role" + i, i -> List.of("@g")));
        JsonNode access = impact(Map.of("ip", Map.of("groups", Map.of("g", many), "roles", roles)))
                .path("access");
        JsonNode lost = change(access, "role", "role0").path("lost");
        assertThat(lost.path("networks")).hasSize(100);
        assertThat(lost.path("count").asInt()).isGreaterThan(1_000_000);
    }

    @Test
    void askedBackwards() {
        realm.table();
        JsonNode user = access("user=chris");
        assertThat(user.at("/addresses/networks").toString()).isEqualTo("[\"*\"]");
        assertThat(role(user, "Administrator")).isEqualTo("[\"10.15.1.10/31\"]");
        assertThat(role(user, "Participant")).isEqualTo("[\"10.15.1.0/24\"]");
        assertThat(access("role=Administrator").at("/addresses/ipv4").asText()).isEqualTo("2");
        JsonNode users = access("address=67.25.19.198").path("users");
        for (JsonNode entrant : users) {
            boolean mobile = List.of("alice", "bill", "chris")
                    .contains(entrant.path("username").asText());
            assertThat(entrant.path("allowed").asBoolean())
                    .as(entrant.toString())
                    .isEqualTo(mobile);
            assertThat(App.names(entrant.path("roles"))).hasSize(mobile ? 1 : 0);
        }
        assertThat(realm.admin()
                        .call("GET", realm.path("/security-policy/access?user=chris&role=x"), "")
                        .status())
                .isEqualTo(400);
        assertThat(realm.admin()
                        .call("GET", realm.path("/security-policy/access?address=nowhere"), "")
                        .status())
                .isEqualTo(400);
    }

    /** Forced SSO shuts out whoever logged in with a password, other than who may. */
    @Test
    void whoLoggedInWithAPasswordUnderForcedSso() {
        realm.policy();
        realm.user(
                "paula",
                List.of("Mobile"),
                Map.of(
                        "securityPolicy.allowPassword", List.of("true"),
                        "securityPolicy.ip.groups", List.of("No IP Restrictions")));
        realm.publicApp().password("alice", OFFICE);
        realm.publicApp().password("paula", OFFICE);
        JsonNode logins = impact(Map.of("sso", Map.of("forced", true))).path("logins");
        assertThat(logins.path("considered").asInt()).isEqualTo(2);
        assertThat(logins.path("refusedUsers").asInt()).isEqualTo(1);
        assertThat(logins.at("/worstUsers/0/username").asText()).isEqualTo("alice");
        assertThat(logins.at("/worstUsers/0/reason").asText()).isEqualTo("sso-forced");
    }

    /** Any two policies, by their addresses alone; what would be too long to say is not said in part. */
    @Test
    void twoPoliciesBesideEachOther() {
        JsonNode answer = realm.admin()
                .call(
                        "POST",
                        realm.path("/security-policy/impact"),
                        Map.of(
                                "before", Map.of(),
                                "policy", Map.of("ip", Map.of("subscriber", List.of("10.15.1.*"))),
                                "days", 0))
                .json();
        assertThat(change(answer.path("access"), "everyone", "")
                        .at("/lost/allBut")
                        .toString())
                .isEqualTo("[\"10.15.1.0/24\"]");
        assertThat(answer.has("logins")).isFalse();
        assertThat(answer.has("mfa")).isFalse();
        List<String> many = IntStream.range(0, 400)
                .mapToObj(i -> "10." + i % 200 + "." + i / 200 * 2 + ".7")
                .toList();
        JsonNode lost = change(impact(Map.of("ip", Map.of("subscriber", many))).path("access"), "everyone", "")
                .path("lost");
        assertThat(lost.has("allBut")).isFalse();
    }

    /** A role within a composite one, and the rights of an administrator, ask for the factor as R8 does; the admin panel is behind the lists for logins. */
    @Test
    void theMatrixFollowsTheRules() {
        realm.admin().call("POST", realm.path("/roles"), Map.of("name", "Chief"));
        JsonNode part = realm.admin().get(realm.path("/roles/Administrator"));
        Admin.expect(204, realm.admin().call("POST", realm.path("/roles/Chief/composites"), "[" + part + "]"));
        realm.policy(
                "ip.subscriber", "10.15.1.*",
                "ip.roles", "{\"Chief\": [\"10.15.1.*\"]}",
                "mfa.roles", "Administrator",
                "mfa.admins", "true");
        JsonNode matrix = realm.admin().get(realm.path("/security-policy/access/matrix"));
        assertThat(matrix.path("rows").valueStream().map(ImpactIT::row))
                .contains("role Chief required [all, none]", "admin-panel  required [all, none]");
        assertThat(matrix.path("complete").asBoolean()).isTrue();
    }

    /** From the office everyone, from home whoever is mobile, from elsewhere nobody; a service account without an IP group from nowhere. */
    @Test
    void whoCanEnterFromWhere() {
        realm.policy(
                "ip.subscriber", "@office",
                "ip.groups", "{\"office\": [\"10.15.1.*\"], \"home\": [\"67.25.19.0/24\"]}",
                "ip.roles", "{\"Mobile\": [\"@home\", \"10.15.1.128/25\"]}",
                "ip.adminPanel", "*",
                "mfa.roles", "Administrator");
        JsonNode matrix = realm.admin().get(realm.path("/security-policy/access/matrix"));
        assertThat(matrix.path("columns").findValuesAsText("kind"))
                .containsExactly("ip-group", "ip-group", "list", "elsewhere");
        assertThat(matrix.path("columns").findValuesAsText("name"))
                .containsExactly("home", "office", "@home, 10.15.1.128/25", "");
        assertThat(matrix.path("rows").valueStream().map(ImpactIT::row))
                .containsExactly(
                        "everyone  not-required [none, all, some, none]",
                        "role Administrator required [none, all, some, none]",
                        "role Mobile not-required [all, some, all, none]",
                        "service-accounts  exempt [none, none, none, none]",
                        "admin-panel  not-required [none, all, some, none]");
    }

    private static String row(JsonNode row) {
        return row.path("subject").asText() + " " + row.path("name").asText() + " "
                + row.path("secondFactor").asText() + " "
                + row.path("cells").valueStream().map(JsonNode::asText).toList();
    }

    @Test
    void fromWherePeopleReallyCome() {
        App app = realm.publicApp();
        app.password("alice", OFFICE);
        app.password("bill", OFFICE);
        app.password("bill", "10.15.1.60");
        app.password("chris", HOME);
        realm.change(Map.of("enabledEventTypes", List.of())); // all that Keycloak stores by default
        realm.policy("ip.subscriber", "10.15.1.*, 192.0.2.0/24");
        JsonNode networks = realm.admin().get(realm.path("/security-policy/access/networks?days=1"));
        assertThat(networks.path("networks").findValuesAsText("network"))
                .as("the smallest blocks, those with most users first")
                .containsExactly("10.15.1.48/28", HOME);
        assertThat(networks.at("/networks/0/users").asInt()).isEqualTo(2);
        assertThat(networks.at("/networks/0/logins").asInt()).isEqualTo(3);
        assertThat(networks.path("networks").findValuesAsText("allowed")).containsExactly("all", "none");
        assertThat(networks.at("/unused/0/entries").toString()).isEqualTo("[\"192.0.2.0/24\"]");
        assertThat(networks.path("complete").asBoolean()).isTrue();
        JsonNode shared = realm.admin().get(realm.path("/security-policy/access/networks?users=2"));
        assertThat(shared.path("networks")).hasSize(1);
        for (String wrong : List.of("days=0", "days=367", "days=x", "users=-1")) {
            assertThat(realm.admin()
                            .call("GET", realm.path("/security-policy/access/networks?" + wrong), "")
                            .status())
                    .as(wrong)
                    .isEqualTo(400);
        }
    }

    /** Without the rights to see events and users, addresses are all there is to say. */
    @Test
    void whoMayNotSeePeopleIsToldOfAddressesAlone() {
        realm.user("viewer", List.of("Mobile"), Map.of());
        realm.administers("viewer", "view-realm");
        Http http = new Http();
        http.headers(
                "X-Forwarded-For",
                OFFICE,
                "Authorization",
                "Bearer " + realm.publicApp().password("viewer", OFFICE).text("access_token"));
        JsonNode answer = http.json(
                        "POST",
                        NODE.url() + realm.path("/security-policy/impact"),
                        Map.of("policy", Map.of("ip", Map.of("subscriber", List.of("10.15.1.*")))))
                .json();
        assertThat(answer.path("access")).hasSize(1);
        assertThat(answer.has("logins")).isFalse();
        assertThat(answer.has("mfa")).isFalse();
        assertThat(answer.at("/basis/source").asText()).isEqualTo("none");
    }

    @Test
    void whatCannotBeReadIsSaid() {
        Http.Answer refused = realm.admin()
                .call(
                        "POST",
                        realm.path("/security-policy/impact"),
                        Map.of("policy", Map.of("ip", Map.of("subscriber", List.of("10.15.1")))));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().at("/problems/0/path").asText()).isEqualTo("/ip/subscriber/0");
        for (String question : List.of(
                "[]",
                "1",
                "null",
                "{}",
                "{\"policy\": null}",
                "{\"policy\": {}, \"days\": -1}",
                "{\"policy\": {}, \"days\": \"x\"}",
                "{\"policy\": {}, \"x\": 1}")) {
            assertThat(realm.admin()
                            .call("POST", realm.path("/security-policy/impact"), question)
                            .status())
                    .as(question)
                    .isEqualTo(400);
        }
    }

    private static JsonNode impact(Map<String, ?> policy) {
        return Admin.expect(
                        200,
                        realm.admin()
                                .call(
                                        "POST",
                                        realm.path("/security-policy/impact"),
                                        Map.of("policy", policy, "days", 30)))
                .json();
    }

    private static JsonNode access(String question) {
        return realm.admin().get(realm.path("/security-policy/access?" + question));
    }

    private static String role(JsonNode answer, String role) {
        for (JsonNode found : answer.path("roles")) {
            if (found.path("role").asText().equals(role)) {
                return found.at("/addresses/networks").toString();
            }
        }
        return "";
    }

    private static JsonNode change(JsonNode access, String subject, String name) {
        for (JsonNode found : access) {
            if (found.path("subject").asText().equals(subject)
                    && found.path("name").asText().equals(name)) {
                return found;
            }
        }
        throw new IllegalStateException("no " + subject + " in " + access);
    }
}
