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
import dev.securitypolicies.server.Browser;
import dev.securitypolicies.server.Http;
import dev.securitypolicies.server.KeycloakNode;
import dev.securitypolicies.server.PolicyRealm;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.Servers;
import dev.securitypolicies.server.Totp;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Way in by way in: Tina must have a factor and has none, Otto has one. No way in forgets to ask (R8). */
final class MfaWaysInIT {

    private static final String HERE = "192.0.2.10";
    private static final String ENROL_PAGE = "#security-policy-enrol";

    private static final KeycloakNode NODE = Servers.newest();

    @PolicyRealm(value = "mfa-ways", sample = "required-mfa.json")
    private static Realm realm;

    private static final Totp OTTOS_APP = new Totp(Totp.OTTO);

    private final App app = realm.publicApp();

    @BeforeAll
    static void prepare() {
        realm.client("asks-consent", Map.of("consentRequired", true));
        realm.client("own-flow", Map.of("authenticationFlowBindingOverrides", Map.of("browser", passwordOnlyFlow())));
    }

    @Test
    void whoeverIsNotCoveredNoticesNothing() {
        Http.Answer answer = Browser.at(NODE, HERE).login(app, "pat");
        assertThat(app.code(answer, HERE).roles()).contains("Participant");
    }

    @Test
    @Covers(value = Way.PASSWORD, as = Aspect.FACTOR)
    @Covers(value = Way.CODE, as = Aspect.FACTOR)
    void aPasswordAloneLeadsToEnrolmentAndNowhereElse() {
        Browser browser = Browser.at(NODE, HERE);
        Http.Answer page = browser.login(app, "tina");
        assertEnrolPage(page);
        assertThat(sessions("tina")).isZero();
        assertThat(page.body()).contains("Two-factor authentication is required by your organisation.");
        JsonNode record = realm.lastRecord();
        assertThat(record.at("/details/policy_reason").asText()).isEqualTo("mfa-enrolment-demanded");
        assertThat(record.at("/details/policy_demand").asText()).isEqualTo("role Treasurer");

        assertThat(browser.open(app).html().selectFirst("#kc-form-login"))
                .as("another tab asks for the password again")
                .isNotNull();
        assertThat(browser.open(app, Map.of("prompt", "none")).location()).contains("error=login_required");
    }

    @Test
    void signOutWorksOnTheEnrolmentPage() {
        Browser browser = Browser.at(NODE, HERE);
        Http.Answer page = browser.submit(browser.login(app, "tina"), Map.of("choice", "sign-out"));
        assertThat(page.body()).contains("You are logged out");
        assertThat(browser.open(app).html().selectFirst("#kc-form-login")).isNotNull();
    }

    @Test
    void linksOfTheSetUpPageStayInsideTheEnrolment() {
        Browser browser = Browser.at(NODE, HERE);
        Http.Answer setUp = browser.submit(browser.login(app, "tina"), Map.of("choice", "totp"));
        String manual = setUp.html().selectFirst("#mode-manual").attr("href");
        Http.Answer page = browser.follow(browser.http().get(NODE.url() + path(manual)));
        assertThat(page.html().selectFirst("#kc-totp-secret-key"))
                .as(page.status() + page.html().text())
                .isNotNull();
    }

    @Test
    void theFactorIsAskedAtTheLogin() {
        Browser browser = Browser.at(NODE, HERE);
        Http.Answer otpPage = browser.login(app, "otto");
        assertThat(otpPage.html().selectFirst("#otp")).isNotNull();
        Tokens tokens = app.code(browser.submit(otpPage, Map.of("otp", OTTOS_APP.code())), HERE);
        assertThat(tokens.roles()).contains("Treasurer");
        assertThat(app.refresh(tokens, HERE).roles()).contains("Treasurer");
    }

    @Test
    @Covers(value = Way.DIRECT_GRANT, as = Aspect.FACTOR)
    void directGrant() {
        Tokens without = app.password("tina", HERE);
        assertThat(without.error()).isEqualTo("invalid_grant");
        assertThat(without.text("error_description")).contains("mfa-not-enrolled");
        assertThat(realm.reasons()).contains("mfa-not-enrolled");
        assertThat(sessions("tina")).as("rolled back").isZero();
        assertThat(app.password("otto", HERE).error()).isEqualTo("invalid_grant");
        Tokens with = app.token(
                HERE,
                Map.of("grant_type", "password", "username", "otto", "password", "otto", "totp", OTTOS_APP.code()));
        assertThat(with.roles()).contains("Treasurer");
    }

    @Test
    void aDirectGrantFlowThatDoesNotAskIsNoWayRound() {
        App skips = realm.client(
                "direct-own-flow",
                Map.of("authenticationFlowBindingOverrides", Map.of("direct_grant", directPasswordOnlyFlow())));
        Tokens tokens = skips.password("otto", HERE);
        assertThat(tokens.error()).isEqualTo("invalid_grant");
        assertThat(tokens.text("error_description")).contains("mfa-not-performed");
    }

    @Test
    void aClientsOwnFlowThatDoesNotAskIsRefused() {
        App own = new App(NODE, realm.name(), "own-flow", null);
        Http.Answer page = Browser.at(NODE, HERE).login(own, "otto");
        assertThat(page.status()).isEqualTo(403);
        assertThat(page.body()).contains("this way of signing in did not ask for it");
        assertThat(realm.lastRecord().at("/details/policy_reason").asText()).isEqualTo("mfa-not-performed");
        Http.Answer unenrolled = Browser.at(NODE, HERE).login(own, "tina");
        assertThat(unenrolled.status())
                .as("nobody is led into a factor that this login never asks for")
                .isEqualTo(403);
        assertThat(realm.lastRecord().at("/details/policy_reason").asText()).isEqualTo("mfa-not-asked-for");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "security-policy-gate",
                "security-policy-enrol",
                "UPDATE_PROFILE",
                "UPDATE_PASSWORD",
                "delete_credential",
                "no-such-action"
            })
    void applicationInitiatedActions(String action) {
        Browser browser = Browser.at(NODE, HERE);
        Http.Answer page = browser.login(app, "tina", "tina", Map.of("kc_action", action));
        assertEnrolPage(page);
        assertEnrolPage(browser.submit(page, Map.of("cancel-aia", "true")));
    }

    @Test
    @Covers(value = Way.PAGES, as = Aspect.FACTOR)
    void theConsentPageCannotBePostedInstead() {
        App consent = new App(NODE, realm.name(), "asks-consent", null);
        Browser browser = Browser.at(NODE, HERE);
        Http.Answer page = browser.login(consent, "tina");
        String action = page.html().selectFirst("form").attr("action").replace("required-action", "consent");
        Http.Answer answer = browser.follow(browser.http().post(NODE.url() + path(action), Map.of("accept", "Yes")));
        assertThat(answer.location()).doesNotContain("code=");
        assertThat(sessions("tina")).isZero();
    }

    @Test
    void restartingForgetsWhatWasProved() {
        Browser browser = Browser.at(NODE, HERE);
        Http.Answer page = browser.login(app, "tina");
        String restart = page.html().selectFirst("form").attr("action").replace("required-action", "restart");
        Http.Answer again = browser.follow(browser.http().get(NODE.url() + path(restart)));
        assertThat(again.html().selectFirst("#kc-form-login")).isNotNull();
        assertEnrolPage(browser.submit(again, Map.of("username", "tina", "password", "tina")));
    }

    @Test
    void registration() {
        String realmRole = realm.path("/roles/default-roles-" + realm.name() + "/composites");
        JsonNode treasurer = realm.admin().get(realm.path("/roles/Treasurer"));
        Admin.expect(204, realm.admin().call("POST", realmRole, "[" + treasurer + "]"));
        try {
            Browser browser = Browser.at(NODE, HERE);
            String link = browser.open(app)
                    .html()
                    .selectFirst("a[href*=registration]")
                    .attr("href");
            Http.Answer form = browser.follow(browser.http().get(NODE.url() + path(link)));
            Http.Answer page = browser.submit(
                    form,
                    Map.of(
                            "username", "nina",
                            "password", "nina",
                            "password-confirm", "nina",
                            "email", "nina@required-mfa.example",
                            "firstName", "Nina",
                            "lastName", "New"));
            assertEnrolPage(page);
        } finally {
            Admin.expect(204, realm.admin().call("DELETE", realmRole, "[" + treasurer + "]"));
        }
    }

    @Test
    @Covers(value = Way.REFRESH, as = Aspect.FACTOR)
    void aFactorThatIsTakenAwayIsMissedAtOnce() {
        realm.user("rita", List.of("Treasurer", "default-roles-" + realm.name()), Map.of());
        realm.totp("rita", "ritas-secret-0123456");
        Browser browser = Browser.at(NODE, HERE);
        Http.Answer otpPage = browser.login(app, "rita");
        Tokens tokens = app.code(browser.submit(otpPage, Map.of("otp", new Totp("ritas-secret-0123456").code())), HERE);
        realm.removeFactors("rita");

        Tokens refresh = app.refresh(tokens, HERE);
        assertThat(refresh.error()).isEqualTo("insufficient_user_authentication");
        assertThat(refresh.text("error_description")).contains("mfa-not-enrolled");
        assertThat(realm.lastRecord().at("/details/policy_door").asText()).isEqualTo("refresh");
        assertThat(browser.open(app, Map.of("prompt", "none")).location()).contains("error=interaction_required");
        assertEnrolPage(browser.open(app));
    }

    @Test
    @Covers(value = Way.ADMIN, as = Aspect.FACTOR)
    void anAdminWithoutFactorIsChallengedAtOnce() {
        realm.policy();
        Tokens tokens = app.password("ann", HERE);
        realm.policy("mfa.admins", "true", "mfa.roles", "Treasurer");
        Http http = new Http();
        http.headers("X-Forwarded-For", HERE, "Authorization", "Bearer " + tokens.text("access_token"));
        Http.Answer answer = http.get(NODE.url() + realm.path("/users"));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("www-authenticate").orElse(""))
                .contains("error=\"insufficient_user_authentication\"")
                .contains("mfa-not-enrolled");
        assertThat(answer.json().path("error").asText()).isEqualTo("insufficient_user_authentication");
        assertThat(realm.lastRecord().at("/details/policy_door").asText()).isEqualTo("admin");
    }

    @Test
    void aServiceAccountIsExempt() {
        App service = realm.confidentialApp();
        realm.policy("mfa.everyone", "true");
        try {
            assertThat(service.token(HERE, Map.of("grant_type", "client_credentials"))
                            .status())
                    .isEqualTo(200);
            assertEnrolPage(Browser.at(NODE, HERE).login(app, "pat"));
        } finally {
            realm.policy("mfa.admins", "true", "mfa.roles", "Treasurer");
        }
    }

    @Test
    void reportOnlyRecordsAndDemandsNothing() {
        realm.policy("mfa.everyone", "true", "mode", "report-only");
        try {
            Http.Answer answer = Browser.at(NODE, HERE).login(app, "pat");
            assertThat(app.code(answer, HERE).status()).isEqualTo(200);
            JsonNode record = realm.lastRecord();
            assertThat(record.at("/details/policy_reason").asText()).isEqualTo("mfa-not-enrolled");
            assertThat(record.at("/details/policy_mode").asText()).isEqualTo("report-only");
        } finally {
            realm.policy("mfa.admins", "true", "mfa.roles", "Treasurer");
        }
    }

    private static void assertEnrolPage(Http.Answer page) {
        assertThat(page.html().selectFirst(ENROL_PAGE))
                .as(page.status() + " " + page.location() + page.html().text())
                .isNotNull();
    }

    private static int sessions(String user) {
        return realm.admin().sessions(realm.name(), user);
    }

    private static String path(String link) {
        return link.startsWith("http")
                ? URI.create(link).getRawPath() + "?" + URI.create(link).getRawQuery()
                : link;
    }

    private static String passwordOnlyFlow() {
        return flow("password only", "auth-username-password-form");
    }

    private static String directPasswordOnlyFlow() {
        return flow("direct password only", "direct-grant-validate-username", "direct-grant-validate-password");
    }

    private static String flow(String alias, String... authenticators) {
        Admin admin = realm.admin();
        Admin.expect(
                201,
                admin.call(
                        "POST",
                        realm.path("/authentication/flows"),
                        Map.of("alias", alias, "providerId", "basic-flow", "topLevel", true, "builtIn", false)));
        String path = realm.path("/authentication/flows/" + alias.replace(" ", "%20") + "/executions");
        for (String authenticator : authenticators) {
            Admin.expect(201, admin.call("POST", path + "/execution", Map.of("provider", authenticator)));
        }
        admin.get(path).forEach(execution -> {
            ((ObjectNode) execution).put("requirement", "REQUIRED");
            Admin.expect(204, admin.call("PUT", path, execution));
        });
        for (JsonNode flow : admin.get(realm.path("/authentication/flows"))) {
            if (flow.path("alias").asText().equals(alias)) {
                return flow.path("id").asText();
            }
        }
        throw new IllegalStateException("no flow " + alias);
    }
}
