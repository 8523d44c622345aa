package dev.securitypolicies.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.securitypolicies.server.Admin;
import dev.securitypolicies.server.App;
import dev.securitypolicies.server.App.Tokens;
import dev.securitypolicies.server.Browser;
import dev.securitypolicies.server.Http;
import dev.securitypolicies.server.KeycloakNode;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.Servers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What the pack does to those it has nothing to say to: nothing. The same walk is done with it and without it. */
final class UntouchedIT {

    /** What the pack adds to logins and grants: the address that was decided for, and how somebody logged in, so that it can be decided again later. */
    private static final Set<String> DECIDED = Set.of("policy_address", "policy_address_source", "policy_login_kind");

    private static final String ADDRESS = "67.25.19.198";
    private static final Set<String> RANDOM_CLAIMS =
            Set.of("exp", "iat", "auth_time", "jti", "sid", "sub", "at_hash", "iss", "session_state");

    @Test
    void aRealmWithoutAttributesAnswersAndRecordsTheSame() {
        List<String> with = walk(Servers.newest());
        List<String> without = walk(Servers.plain());
        assertThat(with).hasSizeGreaterThan(40).isEqualTo(without);
    }

    @Test
    void norDoesItTouchAnyPreviewFeature() {
        List<String> with = walk(Servers.preview());
        with.addAll(previews(Servers.preview()));
        List<String> without = walk(Servers.plainPreview());
        without.addAll(previews(Servers.plainPreview()));
        assertThat(with).hasSizeGreaterThan(45).isEqualTo(without);
    }

    @Test
    void anAllowedRequestAddsNoSqlOnceWarm() {
        Realm.sample(Servers.plain(), "sql").policy();
        Realm realm = Realm.sample(Servers.newest(), "sql");
        realm.policy(
                "ip.subscriber", "10.0.0.0/8, 67.25.19.*",
                "ip.groups", "{\"vpn\": [\"10.15.1.*\"]}",
                "ip.roles", "{\"Administrator\": [\"@vpn\", \"67.25.0.0/16\"], \"Mobile\": [\"*\"]}");
        for (App app : List.of(realm.publicApp(), realm.confidentialApp())) {
            App twin = new App(Servers.plain(), "sql", app.clientId(), app.secret());
            assertThat(refreshes(app)).as("refresh").isEqualTo(refreshes(twin));
            assertThat(ssoLogins(app)).as("SSO login").isEqualTo(ssoLogins(twin));
            long statements = directGrants(twin);
            assertThat(statements).as("the counter counts").isPositive();
            assertThat(directGrants(app)).as("direct grant").isEqualTo(statements);
        }
    }

    @Test
    void aPermissionAskedForWithAnExchangedTokenIsAnsweredTheSame() {
        List<String> without = ExchangedPermission.answers(Servers.plain());
        assertThat(ExchangedPermission.answers(Servers.newest())).isEqualTo(without);
        assertThat(without.get(1))
                .as("whoever is told so is logged out")
                .isEqualTo(
                        without.get(0).contains("Invalid identity")
                                ? "has to log in again"
                                : "goes on with the session");
    }

    private static long refreshes(App app) {
        Tokens tokens = app.password("alice", ADDRESS);
        return leastSql(app.node(), () -> app.refresh(tokens, ADDRESS).status());
    }

    private static long ssoLogins(App app) {
        Browser browser = Browser.at(app.node(), ADDRESS);
        browser.login(app, "alice");
        return leastSql(app.node(), () -> app.code(browser.open(app), ADDRESS).status());
    }

    private static long directGrants(App app) {
        return leastSql(app.node(), () -> app.password("alice", ADDRESS).status());
    }

    /** The least of many rounds: the server's own timers may add statements to some. */
    private static long leastSql(KeycloakNode node, Supplier<Integer> request) {
        return LongStream.range(0, 12)
                .map(round ->
                        node.sqlStatementsOf(() -> assertThat(request.get()).isEqualTo(200)))
                .min()
                .orElseThrow();
    }

    private static List<String> walk(KeycloakNode node) {
        Realm realm = Realm.sample(node, "untouched");
        realm.policy();
        realm.change(Map.of("eventsEnabled", true, "enabledEventTypes", List.of()));
        App asking = realm.client("asks-consent", Map.of("consentRequired", true));
        App robot = realm.client("robot", Map.of("publicClient", false, "secret", "s", "serviceAccountsEnabled", true));
        List<String> seen = new ArrayList<>();
        for (App app : List.of(realm.publicApp(), realm.confidentialApp())) {
            browse(app, seen);
            seen.add(answer(app.password("alice", ADDRESS)));
            seen.add(answer(
                    app.token(ADDRESS, Map.of("grant_type", "password", "username", "alice", "password", "no"))));
        }
        seen.add(answer(robot.token(ADDRESS, Map.of("grant_type", "client_credentials"))));
        Browser browser = Browser.at(node, ADDRESS);
        Http.Answer consent = browser.login(asking, "bill");
        seen.add(page(consent));
        seen.add(page(browser.submit(consent, Map.of("accept", "Yes"))));
        seen.add(page(
                Browser.at(node, ADDRESS).login(asking, "chris", "chris", Map.of("kc_action", "UPDATE_PASSWORD"))));
        seen.add(page(new Http().get(node.url() + "/realms/untouched/account/")));
        seen.add(page(new Http().get(node.url() + "/admin/untouched/console/")));
        seen.add(page(new Http().get(node.url() + "/realms/untouched/.well-known/openid-configuration")));
        seen.addAll(events(realm));
        return seen;
    }

    /** What answers on a server with preview features only. */
    private static List<String> previews(KeycloakNode node) {
        Realm realm = new Realm(node, "untouched");
        realm.change(Map.of("scimApiEnabled", true, "organizationsEnabled", true));
        List<String> seen = new ArrayList<>();
        App cli = new App(node, realm.name(), "admin-cli", null);
        realm.administers("bill", "realm-admin");
        Http http = new Http();
        http.headers("Authorization", "Bearer " + cli.password("bill", ADDRESS).text("access_token"));
        String scim = node.url() + "/realms/untouched/scim/v2/";
        for (String path : List.of("ServiceProviderConfig", "Schemas", "ResourceTypes", "Users?count=2", "Groups")) {
            seen.add(shape(path, http.get(scim + path)));
        }
        for (String path : List.of("workflows", "organizations", "client-types", "users/profile")) {
            seen.add(shape(path, http.get(node.url() + realm.path("/" + path))));
        }
        for (String path : List.of("openid-credential-issuer", "uma2-configuration", "ssf-configuration")) {
            seen.add(shape(path, http.get(node.url() + "/realms/untouched/.well-known/" + path)));
        }
        return seen;
    }

    /** The status and the names of the fields; the pack's own attributes are declared in the user profile. */
    private static String shape(String path, Http.Answer answer) {
        List<String> fields = new ArrayList<>();
        if (answer.body().startsWith("{")) {
            answer.json().fieldNames().forEachRemaining(fields::add);
        }
        return path + " " + answer.status() + " " + fields.stream().sorted().toList();
    }

    private static void browse(App app, List<String> seen) {
        Browser browser = Browser.at(app.node(), ADDRESS);
        seen.add(page(browser.open(app, Map.of("prompt", "none"))));
        Http.Answer loginPage = browser.open(app);
        seen.add(page(loginPage));
        seen.add(page(browser.submit(loginPage, Map.of("username", "alice", "password", "wrong"))));
        Http.Answer redirect = browser.login(app, "alice");
        seen.add(page(redirect));
        Tokens tokens = app.code(redirect, ADDRESS);
        seen.add(answer(tokens));
        seen.add(answer(app.code(redirect, ADDRESS)));
        seen.add(page(browser.open(app)));
        Tokens refreshed = app.refresh(tokens, ADDRESS);
        seen.add(answer(refreshed));
        seen.add(claims(app.userInfo(refreshed, ADDRESS).json()));
        Http.Answer introspected =
                app.call("token/introspect", ADDRESS, Map.of("token", refreshed.text("access_token")));
        seen.add(introspected.status() + claims(introspected.json()));
        seen.add(String.valueOf(app.call("logout", ADDRESS, Map.of("refresh_token", refreshed.text("refresh_token")))
                .status()));
        seen.add(answer(app.refresh(refreshed, ADDRESS)));
    }

    private static String page(Http.Answer answer) {
        String where = answer.location()
                .replaceAll("127\\.0\\.0\\.1(:|%3A)\\d+", "HOST")
                .replaceAll("(code|session_state|state|tab_id|client_data|nonce|session_code|execution)=[^&]*", "$1=X");
        return answer.status() + " " + where + " " + answer.html().title();
    }

    private static String answer(Tokens tokens) {
        if (tokens.status() != 200) {
            return tokens.status() + tokens.answer().body();
        }
        JsonNode json = tokens.answer().json();
        String id = json.has("id_token") ? claims(tokens.claims("id_token")) : "";
        return "200 " + sorted(json.path("scope").asText()) + claims(tokens.claims("access_token")) + id;
    }

    private static String claims(JsonNode claims) {
        List<String> fields = new ArrayList<>();
        claims.properties().forEach(field -> {
            boolean list = field.getValue().isArray();
            String value = list
                    ? App.names(field.getValue()).toString()
                    : field.getValue().toString();
            fields.add(field.getKey() + (RANDOM_CLAIMS.contains(field.getKey()) ? "" : "=" + sorted(value)));
        });
        return fields.stream().sorted().toList().toString();
    }

    /** Roles and scopes have no order. */
    private static String sorted(String text) {
        return List.of(text.split("[,\\[\\]\" ]+", -1)).stream()
                .sorted()
                .toList()
                .toString();
    }

    private static List<String> events(Realm realm) {
        return StreamSupport.stream(
                        Admin.expect(200, realm.admin().call("GET", realm.path("/events?max=1000"), ""))
                                .json()
                                .spliterator(),
                        false)
                .map(event -> event.path("type").asText() + " "
                        + event.path("clientId").asText() + " "
                        + event.path("error").asText() + " "
                        + event.path("ipAddress").asText() + " "
                        + details(event.path("details")))
                .sorted()
                .toList();
    }

    private static String details(JsonNode details) {
        List<String> fields = new ArrayList<>();
        details.properties().stream()
                .filter(field -> !DECIDED.contains(field.getKey()))
                .forEach(field -> {
                    boolean random = field.getKey().matches(".*(_id|_sub|age_of.*|_time)")
                            || field.getKey().equals("code_id");
                    fields.add(
                            random
                                    ? field.getKey()
                                    : field.getKey() + "="
                                            + sorted(field.getValue().asText()));
                });
        return fields.stream().sorted().toList().toString();
    }
}
