package dev.securitypolicies.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.securitypolicies.coverage.Aspect;
import dev.securitypolicies.coverage.Covers;
import dev.securitypolicies.coverage.Way;
import dev.securitypolicies.server.Admin;
import dev.securitypolicies.server.App;
import dev.securitypolicies.server.App.Tokens;
import dev.securitypolicies.server.Http;
import dev.securitypolicies.server.KeycloakNode;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.Servers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R7: the admin panel answers from its allowlist only; elsewhere it is a hard 403, and the session lives on. */
final class AdminPanelIT {

    private static final String INSIDE = "10.15.1.55";
    private static final String OUTSIDE = "67.25.19.198";
    private static final String MESSAGE = "Access to the admin panel is restricted by IP allowlist";

    private static KeycloakNode plainPath = Servers.newest();
    private static KeycloakNode relativePath = Servers.newest();

    @BeforeAll
    static void startServers() {
        relativePath = Servers.startUnderPath();
        for (KeycloakNode node : List.of(plainPath, relativePath)) {
            Realm realm = Realm.sample(node, "panel");
            realm.policy("ip.adminPanel", "10.15.1.*, 127.0.0.1");
        }
    }

    @AfterAll
    static void stopServer() {
        relativePath.close();
    }

    static List<KeycloakNode> nodes() {
        return List.of(plainPath, relativePath);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("nodes")
    void everyAdminRequestIsRefusedOutsideAndAnsweredInside(KeycloakNode node) {
        Tokens ada = token(node, "ada", INSIDE);
        for (String path : List.of(
                "/admin/realms/panel",
                "/admin/realms/panel/users",
                "/admin/realms/panel/clients",
                "/admin/serverinfo",
                "/admin/realms",
                "/admin/realms/panel/events")) {
            Http.Answer refused = call(node, "GET", path, ada, OUTSIDE);
            assertThat(refused.status()).as(path).isEqualTo(403);
            assertThat(refused.json().path("errorMessage").asText()).isEqualTo(MESSAGE);
            assertThat(call(node, "GET", path, ada, INSIDE).status()).as(path).isEqualTo(200);
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("nodes")
    void nothingIsChangedFromOutside(KeycloakNode node) {
        Tokens ada = token(node, "ada", INSIDE);
        String user = "/admin/realms/panel/users/" + new Admin(node).userId("panel", "chris");
        assertThat(call(node, "PUT", user, ada, OUTSIDE).status()).isEqualTo(403);
        assertThat(call(node, "DELETE", user, ada, OUTSIDE).status()).isEqualTo(403);
        assertThat(call(node, "POST", user + "/logout", ada, OUTSIDE).status()).isEqualTo(403);
        assertThat(call(node, "PUT", "/admin/realms/panel", ada, OUTSIDE).status())
                .isEqualTo(403);
        assertThat(call(node, "GET", user, ada, INSIDE).json().path("username").asText())
                .isEqualTo("chris");
        assertThat(call(node, "POST", user + "/logout", ada, INSIDE).status())
                .as("the session lives on")
                .isEqualTo(204);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("nodes")
    void theConsoleIsRefusedAsAPage(KeycloakNode node) {
        for (String path : List.of("/admin/panel/console/", "/admin/panel/console/messages.json?lang=en")) {
            Http.Answer page = browse(node, path, OUTSIDE);
            assertThat(page.status()).as(path).isEqualTo(403);
            assertThat(page.html().text()).contains(MESSAGE).contains(OUTSIDE).doesNotContain("10.15");
            assertThat(page.location()).as("never a redirect").isEmpty();
            assertThat(browse(node, path, INSIDE).status()).as(path).isEqualTo(200);
        }
        JsonNode record = new Realm(node, "panel").lastRecord();
        assertThat(record.at("/details/policy_reason").asText()).isEqualTo("admin-panel");
        assertThat(record.at("/details/policy_door").asText()).isEqualTo("admin");
        assertThat(record.at("/details/policy_page").asText()).contains("/admin/panel/console");
    }

    @Test
    @Covers(value = Way.ADMIN, as = Aspect.ADDRESS)
    void adminApiV2IsTheSameDoor() {
        Tokens ada = token(relativePath, "ada", INSIDE);
        String path = "/admin/api/panel/clients/v2";
        assertThat(call(relativePath, "GET", path, ada, INSIDE).status()).isEqualTo(200);
        assertThat(call(relativePath, "GET", path, ada, OUTSIDE).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin//realms/panel",
                "//admin/realms/panel",
                "/admin/realms;x=1/panel",
                "/admin;x/realms/panel",
                "/admin/realms/panel;x",
                "/%61dmin/realms/panel",
                "/admin/%72ealms/panel",
                "/admin/realms/%70anel",
                "/admin/./realms/panel",
                "/admin/x/../realms/panel",
                "/admin/%2e/realms/panel",
                "/admin/realms/panel/.",
                "/admin/realms/panel/",
                "/admin/realms/panel%2f",
                "/admin/realms/panel/%2e%2e/panel",
                "/admin/realms/panel.",
                "/ADMIN/realms/panel",
                "/admin/realms/panel?x=/realms/",
                "/realms/../admin/realms/panel",
                "/realms/panel/../../admin/realms/panel",
                "/admin%2frealms/panel",
                "/admin/realms/panel%00"
            })
    void noSpellingLeadsAroundIt(String path) {
        Tokens ada = token(plainPath, "ada", INSIDE);
        Http.Answer answer = Http.raw(
                plainPath,
                "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Forwarded-For: " + OUTSIDE
                        + "\r\nAuthorization: Bearer " + ada.text("access_token") + "\r\n\r\n");
        assertThat(answer.status()).as(path + answer.body()).isBetween(300, 499);
        assertThat(answer.body()).doesNotContain("\"accessTokenLifespan\"");
    }

    @Test
    @Covers(value = Way.REGISTRATION, as = Aspect.ADDRESS)
    void anAdminsTokenRegistersNoClientsFromOutside() {
        Tokens ada = token(plainPath, "ada", INSIDE);
        Http http = new Http();
        String endpoint = plainPath.url() + "/realms/panel/clients-registrations/default";
        http.headers("X-Forwarded-For", OUTSIDE, "Authorization", "Bearer " + ada.text("access_token"));
        assertThat(http.json("POST", endpoint, Map.of("clientId", "registered")).status())
                .isEqualTo(403);
        http.headers("X-Forwarded-For", INSIDE, "Authorization", "Bearer " + ada.text("access_token"));
        assertThat(http.json("POST", endpoint, Map.of("clientId", "registered")).status())
                .isEqualTo(201);
    }

    @Test
    void withoutAValidTokenKeycloakAnswersItself() {
        Http http = new Http();
        http.headers("X-Forwarded-For", OUTSIDE);
        assertThat(http.get(plainPath.url() + "/admin/realms/panel").status()).isEqualTo(401);
        http.headers("X-Forwarded-For", OUTSIDE, "Authorization", "Bearer nonsense");
        assertThat(http.get(plainPath.url() + "/admin/realms/panel").status()).isEqualTo(401);
    }

    @Test
    void usersAreNeverTouched() {
        App app = new Realm(plainPath, "panel").publicApp();
        assertThat(app.password("chris", OUTSIDE).status()).isEqualTo(200);
        Http http = new Http();
        http.headers("X-Forwarded-For", OUTSIDE);
        assertThat(http.get(plainPath.url() + "/realms/panel/account/").status())
                .isEqualTo(200);
    }

    @Test
    void theListOfTheCallersRealmAppliesToo() {
        Realm master = new Realm(plainPath, "master");
        Realm other = Realm.sample(plainPath, "panelother");
        other.policy();
        String path = "/admin/realms/panelother";
        assertThat(admin(path, OUTSIDE).status()).isEqualTo(200);
        master.policy("ip.adminPanel", "127.0.0.1, 10.15.1.*");
        try {
            assertThat(admin(path, OUTSIDE).status()).as("master's own list").isEqualTo(403);
            assertThat(admin(path, INSIDE).status()).isEqualTo(200);
            assertThat(browse(plainPath, "/admin/", OUTSIDE).status())
                    .as("the redirect to its console")
                    .isEqualTo(403);
        } finally {
            master.policy();
        }
        assertThat(admin("/admin/realms/panel", OUTSIDE).status())
                .as("the administered realm's")
                .isEqualTo(403);
        assertThat(admin("/admin/realms/panel", INSIDE).status()).isEqualTo(200);
    }

    @Test
    @Covers(value = Way.ADMIN, as = Aspect.ROLE)
    void aCallerWhoseAdminRoleIsWithheldIsRefused() {
        Realm realm = Realm.sample(plainPath, "panelroles");
        realm.policy("ip.roles", "{\"realm-management.realm-admin\": [\"10.15.1.*\"]}");
        String roles = realm.path("/users/" + realm.admin().userId("panelroles", "ada") + "/role-mappings/realm");
        JsonNode participant = realm.admin().get(realm.path("/roles/Participant"));
        Admin.expect(204, realm.admin().call("POST", roles, "[" + participant + "]"));
        Tokens ada = new App(plainPath, "panelroles", "admin-cli", null).password("ada", INSIDE);
        assertThat(call(plainPath, "GET", "/admin/realms/panelroles/users", ada, INSIDE)
                        .status())
                .isEqualTo(200);
        Http.Answer refused = call(plainPath, "GET", "/admin/realms/panelroles/users", ada, OUTSIDE);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(realm.lastRecord().at("/details/policy_reason").asText()).isEqualTo("admin-role-withheld");
        assertThat(realm.lastRecord().at("/details/username").asText()).isEqualTo("ada");
    }

    @Test
    void reportOnlyRecordsAndLetsThrough() {
        Realm realm = Realm.sample(plainPath, "panelreport");
        realm.policy("ip.adminPanel", "10.15.1.*", "mode", "report-only");
        Tokens ada = new App(plainPath, "panelreport", "admin-cli", null).password("ada", INSIDE);
        assertThat(call(plainPath, "GET", "/admin/realms/panelreport", ada, OUTSIDE)
                        .status())
                .isEqualTo(200);
        assertThat(realm.lastRecord().at("/details/policy_mode").asText()).isEqualTo("report-only");
    }

    private static Tokens token(KeycloakNode node, String user, String address) {
        return new App(node, "panel", "admin-cli", null).password(user, address);
    }

    private static Http.Answer call(KeycloakNode node, String method, String path, Tokens tokens, String address) {
        Http http = new Http();
        http.headers("X-Forwarded-For", address, "Authorization", "Bearer " + tokens.text("access_token"));
        return method.equals("GET") ? http.get(node.url() + path) : http.json(method, node.url() + path, Map.of());
    }

    private static Http.Answer admin(String path, String address) {
        Tokens tokens = new Tokens(new Admin(plainPath).login());
        return call(plainPath, "GET", path, tokens, address);
    }

    private static Http.Answer browse(KeycloakNode node, String path, String address) {
        Http http = new Http();
        http.headers("X-Forwarded-For", address, "Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        return http.get(node.url() + path);
    }
}
