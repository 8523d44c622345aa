package dev.securitypolicies.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.securitypolicies.coverage.Aspect;
import dev.securitypolicies.coverage.Covers;
import dev.securitypolicies.coverage.Way;
import dev.securitypolicies.server.Admin;
import dev.securitypolicies.server.App;
import dev.securitypolicies.server.Browser;
import dev.securitypolicies.server.Corp;
import dev.securitypolicies.server.Flows;
import dev.securitypolicies.server.Http;
import dev.securitypolicies.server.KeycloakNode;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.Servers;
import dev.securitypolicies.server.Totp;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pack's building blocks in flows that an admin shapes in Keycloak's own flow editor. */
final class StepsIT {

    private static final String INSIDE = "10.15.1.20";
    private static final String OUTSIDE = "67.25.19.198";
    private static final String SECRET = "stepper-secret-01234";
    private static final String ADDRESS = "security-policy-client-address";
    private static final String FACTOR = "security-policy-factor-required";
    private static final String CHECK = "security-policy-check";
    private static final String REQUIRED = "REQUIRED";

    private static final KeycloakNode NODE = Servers.newest();
    private static final AtomicInteger COUNT = new AtomicInteger();

    private Realm realm = new Realm(NODE, "none");
    private Flows flows = new Flows(realm);

    @BeforeEach
    void freshRealm() {
        realm = withUser(NODE, "steps-" + COUNT.incrementAndGet());
        flows = new Flows(realm);
    }

    private static Realm withUser(KeycloakNode node, String name) {
        Realm realm = Realm.requiredMfa(node, name);
        realm.policy("ip.groups", "{\"office\": [\"10.15.1.*\"]}");
        realm.user("stepper", List.of("Treasurer"), Map.of());
        realm.totp("stepper", SECRET);
        return realm;
    }

    /** Username and password, and behind them these steps in a conditional subflow. */
    private static void browserFlow(Realm realm, String alias, String... steps) {
        Flows flows = new Flows(realm);
        flows.create(alias, "auth-cookie", "ALTERNATIVE");
        flows.subflow(alias, alias + " forms", "ALTERNATIVE", "auth-username-password-form", REQUIRED);
        flows.subflow(alias + " forms", alias + " factor", "CONDITIONAL", steps);
        flows.bind(alias);
    }

    private static void askOutside(Realm realm) {
        browserFlow(realm, "outside", ADDRESS, REQUIRED, "auth-otp-form", REQUIRED);
        new Flows(realm)
                .configure(
                        "outside",
                        ADDRESS,
                        Map.of("securityPolicy.addresses", "@office", "securityPolicy.negate", "true"));
    }

    private Http.Answer login(String address) {
        return Browser.at(NODE, address).login(realm.publicApp(), "stepper");
    }

    @Test
    void aFlowAsksByAddress() {
        askOutside(realm);
        assertThat(login(INSIDE).location()).contains("code=");
        assertThat(login(OUTSIDE).html().selectFirst("#otp")).isNotNull();
        assertThat(login("unknown").html().selectFirst("#otp"))
                .as("an unknown address is in no list")
                .isNotNull();
    }

    @Test
    void aConditionWithoutAListIsTrueNowhereNegatedOrNot() {
        browserFlow(realm, "empty", ADDRESS, REQUIRED, "auth-otp-form", REQUIRED);
        flows.configure("empty", ADDRESS, Map.of("securityPolicy.negate", "true"));
        assertThat(login(INSIDE).location()).contains("code=");
        assertThat(login(OUTSIDE).location()).contains("code=");
    }

    @Test
    void aFlowAsksWhereThePolicyRequiresIt() {
        realm.policy("mfa.roles", "Treasurer", "mfa.exemptFrom", "10.15.1.*");
        browserFlow(realm, "required", FACTOR, REQUIRED, "auth-otp-form", REQUIRED);
        assertThat(login(INSIDE).location()).as("exempt").contains("code=");
        assertThat(login(OUTSIDE).html().selectFirst("#otp")).isNotNull();
        realm.user("clerk", List.of("Participant"), Map.of());
        realm.totp("clerk", "clerks-secret-012345");
        Browser clerk = Browser.at(NODE, OUTSIDE);
        assertThat(clerk.login(realm.publicApp(), "clerk").location())
                .as("has a factor, and the policy requires none")
                .contains("code=");
        assertThat(Browser.at(NODE, OUTSIDE)
                        .login(realm.publicApp(), "tina")
                        .html()
                        .selectFirst("#security-policy-enrol"))
                .as("whoever has none is led to its set-up")
                .isNotNull();
        realm.policy("mode", "report-only", "mfa.roles", "Treasurer");
        assertThat(login(OUTSIDE).location()).as("nothing is enforced").contains("code=");
    }

    @Test
    void aDirectGrantAsksWhereThePolicyRequiresIt() {
        realm.policy("mfa.roles", "Treasurer", "mfa.exemptFrom", "10.15.1.*");
        String flow = flows.create(
                "direct", "direct-grant-validate-username", REQUIRED, "direct-grant-validate-password", REQUIRED);
        flows.subflow(
                "direct", "direct factor", "CONDITIONAL", FACTOR, REQUIRED, "direct-grant-validate-otp", REQUIRED);
        App app = realm.client("by-grant", Map.of("authenticationFlowBindingOverrides", Map.of("direct_grant", flow)));
        assertThat(app.password("stepper", INSIDE).status()).isEqualTo(200);
        assertThat(app.password("stepper", OUTSIDE).error()).isEqualTo("invalid_grant");
        assertThat(app.token(
                                OUTSIDE,
                                Map.of(
                                        "grant_type",
                                        "password",
                                        "username",
                                        "stepper",
                                        "password",
                                        "stepper",
                                        "totp",
                                        new Totp(SECRET).code()))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void theCheckRefusesBeforeAFactorIsAskedFor() {
        realm.policy("ip.subscriber", "10.15.1.*", "ip.roles", "{\"Mobile\": [\"192.0.2.*\"]}");
        flows.create("checked", "auth-cookie", "ALTERNATIVE");
        flows.subflow(
                "checked",
                "checked forms",
                "ALTERNATIVE",
                "auth-username-password-form",
                REQUIRED,
                CHECK,
                REQUIRED,
                "auth-otp-form",
                REQUIRED);
        flows.bind("checked");
        assertThat(login(INSIDE).html().selectFirst("#otp")).isNotNull();
        Browser moving = Browser.at(NODE, "192.0.2.7");
        Http.Answer refused = moving.login(realm.publicApp(), "stepper");
        assertThat(refused.status()).isEqualTo(403);
        JsonNode record = realm.lastRecord();
        assertThat(record.at("/details/policy_door").asText()).isEqualTo("step");
        assertThat(record.at("/details/policy_reason").asText()).isEqualTo("ip-all-roles-withheld");
        assertThat(moving.moveTo(INSIDE).open(realm.publicApp()).status())
                .as("the same browser goes on elsewhere")
                .isEqualTo(200);
        realm.policy("mode", "report-only", "ip.subscriber", "10.15.1.*");
        assertThat(login(OUTSIDE).html().selectFirst("#otp")).isNotNull();
    }

    @Test
    void theCheckAnswersADirectGrantWithItsError() {
        realm.policy("ip.subscriber", "10.15.1.*", "ip.roles", "{\"Mobile\": [\"192.0.2.*\"]}");
        String flow = flows.create(
                "direct checked",
                "direct-grant-validate-username",
                REQUIRED,
                CHECK,
                REQUIRED,
                "direct-grant-validate-password",
                REQUIRED);
        App app =
                realm.client("checked-app", Map.of("authenticationFlowBindingOverrides", Map.of("direct_grant", flow)));
        App.Tokens refused = app.password("stepper", "192.0.2.7");
        assertThat(refused.error()).isEqualTo("invalid_grant");
        assertThat(refused.text("error_description")).contains("ip-all-roles-withheld");
        assertThat(realm.lastRecord().at("/details/policy_door").asText()).isEqualTo("step");
        assertThat(app.password("stepper", INSIDE).status()).isEqualTo(200);
    }

    @Test
    @Covers(value = Way.PROVIDER, as = Aspect.EXEMPT)
    void behindAProviderTheSameStepsAsk() {
        realm.policy("mfa.roles", "Treasurer", "mfa.exemptFrom", "10.15.1.*");
        Corp corp = Corp.of(NODE, realm, "IMPORT");
        corp.home().user("stepper", List.of("Participant"), Map.of());
        corp.link("stepper");
        flows.create("behind", CHECK, REQUIRED);
        flows.subflow("behind", "behind factor", "CONDITIONAL", FACTOR, REQUIRED, "auth-otp-form", REQUIRED);
        ObjectNode provider = (ObjectNode) realm.admin().get(realm.path("/identity-provider/instances/corp"));
        provider.put("postBrokerLoginFlowAlias", "behind");
        Admin.expect(204, realm.admin().call("PUT", realm.path("/identity-provider/instances/corp"), provider));
        Http.Answer inside = corp.login("stepper", INSIDE);
        assertThat(inside.location()).as(inside.html().text()).contains("code=");
        assertThat(corp.login("stepper", OUTSIDE).html().selectFirst("#otp")).isNotNull();
    }

    /** Whoever comes from a provider for the first time and says that an account is theirs shows its password, and the factor where it is required. */
    @Test
    void whoLinksAnAccountIsAskedByTheSameSteps() {
        realm.policy("mfa.roles", "Treasurer", "mfa.exemptFrom", "10.15.1.*");
        Corp corp = Corp.of(NODE, realm, "IMPORT");
        corp.home().user("stepper", List.of("Participant"), Map.of());
        flows.create("first", "idp-create-user-if-unique", "ALTERNATIVE");
        flows.subflow(
                "first",
                "first existing",
                "ALTERNATIVE",
                "idp-confirm-link",
                REQUIRED,
                "idp-username-password-form",
                REQUIRED,
                CHECK,
                REQUIRED);
        flows.subflow("first existing", "first factor", "CONDITIONAL", FACTOR, REQUIRED, "auth-otp-form", REQUIRED);
        ObjectNode provider = (ObjectNode) realm.admin().get(realm.path("/identity-provider/instances/corp"));
        provider.put("firstBrokerLoginFlowAlias", "first");
        Admin.expect(204, realm.admin().call("PUT", realm.path("/identity-provider/instances/corp"), provider));
        assertThat(link(OUTSIDE).html().selectFirst("#otp")).isNotNull();
        Http.Answer inside = link(INSIDE);
        assertThat(inside.location()).as(inside.html().text()).contains("code=");
        corp.unlink("stepper");
        realm.policy("mfa.roles", "Treasurer", "ip.subscriber", "10.15.1.*", "ip.roles", "{\"Mobile\": [\"*\"]}");
        assertThat(link(OUTSIDE).status())
                .as("the check refuses before it asks")
                .isEqualTo(403);
        assertThat(realm.lastRecord().at("/details/policy_door").asText()).isEqualTo("step");
    }

    /** Comes from the provider, confirms that the account is theirs, and shows its password. */
    private Http.Answer link(String address) {
        Browser browser = Browser.at(NODE, address);
        Http.Answer corp = browser.open(realm.publicApp(), Map.of("kc_idp_hint", "corp"));
        Http.Answer confirm = browser.submit(corp, Map.of("username", "stepper", "password", "stepper"));
        Http.Answer password = browser.submit(confirm, Map.of("submitAction", "linkAccount"));
        return browser.submit(password, Map.of("username", "stepper", "password", "stepper"));
    }

    @ParameterizedTest(name = "`{0}`: {1}")
    @CsvSource(
            delimiter = ';',
            value = {
                "10.15.1.7/24;   `10.15.1.7/24` has bits behind the prefix",
                "office;         `office` is not an IP address",
                "@nowhere;       `@nowhere` refers to an IP group that does not exist",
                "'';             the list is empty",
            })
    void aListThatIsNotValidIsNotSaved(String list, String message) {
        askOutside(realm);
        JsonNode execution = execution("outside", ADDRESS);
        String path = realm.path("/authentication/config/"
                + execution.path("authenticationConfig").asText());
        ObjectNode config = (ObjectNode) realm.admin().get(path);
        ((ObjectNode) config.path("config")).put("securityPolicy.addresses", list);
        Http.Answer refused = realm.admin().call("PUT", path, config);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("errorMessage").asText()).contains(message);
        assertThat(realm.admin()
                        .get(path)
                        .at("/config/securityPolicy.addresses")
                        .asText())
                .isEqualTo("@office");
    }

    @Test
    void theCheckTellsNobodyWhichNamesExistAndStartsNoGrace() {
        realm.policy("ip.subscriber", "10.15.1.*", "mfa.roles", "Treasurer", "mfa.graceDays", "7");
        flows.create(
                "reset checked",
                "reset-credentials-choose-user",
                REQUIRED,
                CHECK,
                REQUIRED,
                "reset-credential-email",
                REQUIRED);
        realm.change(Map.of("resetPasswordAllowed", true, "resetCredentialsFlow", "reset checked"));
        assertThat(reset("nobody-of-this-name").status()).isEqualTo(200);
        assertThat(realm.admin()
                        .get(realm.path("/users/" + realm.admin().userId(realm.name(), "tina")))
                        .path("attributes")
                        .has("securityPolicy.mfa.requiredSince"))
                .isFalse();
        reset("tina");
        assertThat(realm.admin()
                        .get(realm.path("/users/" + realm.admin().userId(realm.name(), "tina")))
                        .path("attributes")
                        .has("securityPolicy.mfa.requiredSince"))
                .as("nobody has shown a password")
                .isFalse();
    }

    private Http.Answer reset(String user) {
        Browser browser = Browser.at(NODE, INSIDE);
        browser.open(realm.publicApp());
        Http.Answer page = browser.follow(browser.http()
                .get(NODE.url() + "/realms/" + realm.name() + "/login-actions/reset-credentials?client_id=public-app"));
        return browser.submit(page, Map.of("username", user));
    }

    @Test
    void underForcedSsoTheCheckLetsProvidersPass() {
        realm.policy("sso.forced", "true");
        Corp corp = Corp.of(NODE, realm, "IMPORT");
        corp.home().user("stepper", List.of("Participant"), Map.of());
        corp.link("stepper");
        flows.create("behind", CHECK, REQUIRED);
        ObjectNode provider = (ObjectNode) realm.admin().get(realm.path("/identity-provider/instances/corp"));
        provider.put("postBrokerLoginFlowAlias", "behind");
        Admin.expect(204, realm.admin().call("PUT", realm.path("/identity-provider/instances/corp"), provider));
        assertThat(corp.login("stepper", INSIDE).location()).contains("code=");
    }

    @Test
    void whoeverMayNotManageTheRealmLearnsNothingOfItsGroups() {
        realm.user("nosy", List.of("Participant"), Map.of());
        String token = realm.publicApp().password("nosy", INSIDE).text("access_token");
        Http http = new Http();
        http.headers("X-Forwarded-For", INSIDE, "Authorization", "Bearer " + token);
        String path = NODE.url() + realm.path("/authentication/config/any");
        for (String group : List.of("@office", "@nowhere")) {
            Map<String, Object> config = Map.of("alias", "x", "config", Map.of("securityPolicy.addresses", group));
            assertThat(http.json("PUT", path, config).status()).as(group).isEqualTo(403);
        }
    }

    @Test
    void theFlowEditorDescribesThem() {
        JsonNode described = realm.admin().get(realm.path("/authentication/config-description/" + ADDRESS));
        assertThat(described.path("name").asText()).isEqualTo("Condition - client address");
        assertThat(described.path("properties").findValuesAsText("name"))
                .containsExactly("securityPolicy.addresses", "securityPolicy.negate");
        described
                .path("properties")
                .forEach(property ->
                        assertThat(property.path("helpText").asText()).isNotBlank());
    }

    @Test
    void aRealmWithThemIsExportedAndImported() {
        askOutside(realm);
        String export = realm.path("/partial-export?exportClients=true&exportGroupsAndRoles=true");
        JsonNode exported = realm.admin().call("POST", export, "").json();
        Admin.expect(204, realm.admin().call("DELETE", realm.path(""), ""));
        Admin.expect(201, realm.admin().call("POST", "/admin/realms", exported));
        realm.user("stepper", List.of("Treasurer"), Map.of());
        realm.totp("stepper", SECRET);
        aFlowIsRun();
    }

    private void aFlowIsRun() {
        assertThat(login(INSIDE).location()).contains("code=");
        assertThat(login(OUTSIDE).html().selectFirst("#otp")).isNotNull();
    }

    @Test
    void thePackIsRemovedAndPutBack() {
        String database = Servers.newDatabase();
        try (KeycloakNode node = Servers.startOn(database, Servers.BEHIND_PROXY)) {
            Realm own = withUser(node, "leaving");
            own.policy("mfa.roles", "Treasurer", "mfa.exemptFrom", "10.15.1.*");
            Realm shaped = withUser(node, "shaped");
            browserFlow(shaped, "required", FACTOR, REQUIRED, "auth-otp-form", REQUIRED);
            Http.Answer unbound = own.admin().call("DELETE", own.path("/security-policy/steps"), "");
            assertThat(unbound.json().at("/steps/0/flow").asText()).contains("security policies");
            assertThat(unbound.json().at("/steps/0/unbound").asText())
                    .as("Keycloak's own condition stands beside it")
                    .isEqualTo("REMOVED");
            assertThat(shaped.admin()
                            .get(shaped.path("/security-policy/steps"))
                            .at("/steps/0/unbound")
                            .asText())
                    .as("here the pack's was the only one")
                    .isEqualTo("REPLACED");
            shaped.admin().call("DELETE", shaped.path("/security-policy/steps"), "");
            assertThat(own.admin()
                            .get(own.path("/security-policy/steps"))
                            .path("steps")
                            .size())
                    .isZero();
        }
        try (KeycloakNode plain = Servers.startPlainOn(database)) {
            for (String name : List.of("leaving", "shaped")) {
                App app = new Realm(plain, name).publicApp();
                assertThat(Browser.at(plain, INSIDE)
                                .login(app, "stepper")
                                .html()
                                .selectFirst("#otp"))
                        .as("more is asked than before, never less")
                        .isNotNull();
            }
        }
        try (KeycloakNode node = Servers.startOn(database, Servers.BEHIND_PROXY)) {
            Realm own = new Realm(node, "leaving");
            assertThat(Browser.at(node, INSIDE)
                            .login(own.publicApp(), "stepper")
                            .html()
                            .selectFirst("#otp"))
                    .as("the flow asks until the policy is saved again")
                    .isNotNull();
            own.policy("mfa.roles", "Treasurer", "mfa.exemptFrom", "10.15.1.0/24");
            assertThat(Browser.at(node, INSIDE)
                            .login(own.publicApp(), "stepper")
                            .location())
                    .contains("code=");
        }
    }

    private JsonNode execution(String flow, String provider) {
        for (JsonNode execution : realm.admin().get(realm.path("/authentication/flows/" + flow + "/executions"))) {
            if (provider.equals(execution.path("providerId").asText())) {
                return execution;
            }
        }
        throw new IllegalStateException("no step " + provider);
    }
}
