package dev.securitypolicies.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.securitypolicies.coverage.Aspect;
import dev.securitypolicies.coverage.Covers;
import dev.securitypolicies.coverage.Way;
import dev.securitypolicies.server.App;
import dev.securitypolicies.server.App.Tokens;
import dev.securitypolicies.server.Browser;
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

/** R16: in a trusted network nobody is asked for the factor they have, and the exemption is of the address, not of the session. */
final class TrustedNetworksIT {

    private static final String INSIDE = "10.15.1.20";
    private static final String OUTSIDE = "67.25.19.198";
    private static final String SECRET = "trusty-secret-012345";
    private static final String CONDITION = "security-policy-factor-required REQUIRED";

    private static final KeycloakNode NODE = Servers.newest();
    private static final AtomicInteger COUNT = new AtomicInteger();

    private Realm realm = new Realm(NODE, "none");
    private App app = realm.publicApp();
    private Browser browser = Browser.at(NODE, INSIDE);

    @BeforeEach
    void theOfficeIsTrusted() {
        realm = Realm.requiredMfa(NODE, "trusted-" + COUNT.incrementAndGet());
        app = realm.publicApp();
        browser = Browser.at(NODE, INSIDE);
        realm.user("trusty", List.of("Treasurer"), Map.of());
        realm.totp("trusty", SECRET);
        trust();
    }

    private void trust() {
        realm.policy("mfa.roles", "Treasurer", "mfa.exemptFrom", "10.15.1.*");
    }

    @Test
    @Covers(value = Way.PASSWORD, as = Aspect.EXEMPT)
    @Covers(value = Way.CODE, as = Aspect.EXEMPT)
    void insideNobodyIsAskedAndOutsideTheFlowAsks() {
        realm.change(Map.of("eventsEnabled", true));
        Tokens tokens = app.code(browser.login(app, "trusty"), INSIDE);
        assertThat(tokens.status()).isEqualTo(200);
        assertThat(app.refresh(tokens, INSIDE).status()).isEqualTo(200);
        assertThat(browser.open(app, Map.of("prompt", "none")).location()).contains("code=");
        assertThat(browser.open(realm.confidentialApp()).location())
                .as("nor at the next application")
                .contains("code=");
        assertThat(lastLogin().at("/details/policy_second_factor").asText())
                .as("Keycloak's own record of the login says so")
                .isEqualTo("exempt");

        Browser elsewhere = Browser.at(NODE, OUTSIDE);
        Http.Answer otp = elsewhere.login(app, "trusty");
        assertThat(otp.html().selectFirst("#otp")).isNotNull();
        Http.Answer done = elsewhere.submit(otp, Map.of("otp", new Totp(SECRET).code()));
        assertThat(app.code(done, OUTSIDE).status()).isEqualTo(200);
        assertThat(lastLogin().at("/details/policy_second_factor").isMissingNode())
                .isTrue();
    }

    @Test
    @Covers(value = Way.SSO, as = Aspect.EXEMPT)
    @Covers(value = Way.REFRESH, as = Aspect.EXEMPT)
    void theFirstStepOutsideAsksAndOnceItIsAnsweredTheSessionGoesOn() {
        Tokens tokens = app.code(browser.login(app, "trusty"), INSIDE);
        Tokens refused = app.refresh(tokens, OUTSIDE);
        assertThat(refused.error()).isEqualTo("insufficient_user_authentication");
        assertThat(refused.text("error_description")).contains("mfa-not-performed");
        assertThat(realm.lastRecord().at("/details/policy_reason").asText()).isEqualTo("mfa-not-performed");
        assertThat(app.refresh(tokens, INSIDE).status())
                .as("the same token works again inside")
                .isEqualTo(200);

        browser.moveTo(OUTSIDE);
        assertThat(browser.open(app, Map.of("prompt", "none")).location()).contains("error=interaction_required");
        Http.Answer password = browser.open(app);
        assertThat(password.html().selectFirst("#password")).isNotNull();
        Http.Answer otp = browser.submit(password, Map.of("password", "trusty"));
        assertThat(otp.html().selectFirst("#otp")).isNotNull();
        Tokens stepped = app.code(browser.submit(otp, Map.of("otp", new Totp(SECRET).code())), OUTSIDE);
        assertThat(stepped.claims("access_token").path("sid"))
                .isEqualTo(tokens.claims("access_token").path("sid"));
        assertThat(app.refresh(stepped, OUTSIDE).status()).isEqualTo(200);
        browser.moveTo("192.0.2.77");
        assertThat(browser.open(app).location()).contains("code=");
    }

    @Test
    void whatWasNeverRedeemedInsideIsAskedOutside() {
        assertThat(browser.login(app, "trusty").location()).contains("code=");
        browser.moveTo(OUTSIDE);
        assertThat(browser.open(app).html().selectFirst("#password"))
                .as("the session remembers how it began, though nothing was issued for it yet")
                .isNotNull();
    }

    @Test
    void aConfidentialClientsRefreshFollowsTheBrowser() {
        App confidential = realm.confidentialApp();
        Tokens tokens = confidential.code(browser.login(confidential, "trusty"), OUTSIDE);
        assertThat(tokens.status())
                .as("the server of the application is elsewhere")
                .isEqualTo(200);
        assertThat(confidential.refresh(tokens, OUTSIDE).status()).isEqualTo(200);
    }

    @Test
    void aListThatIsTakenAwayTakesTheExemptionAlong() {
        Tokens tokens = app.code(browser.login(app, "trusty"), INSIDE);
        realm.policy("mfa.roles", "Treasurer");
        assertThat(app.refresh(tokens, INSIDE).error())
                .as("it is no older session that is left alone")
                .isEqualTo("insufficient_user_authentication");
        assertThat(new Flows(realm).executions(new Flows(realm).bound())).doesNotContain(CONDITION);
    }

    @Test
    void whoeverHasNoFactorSetsOneUpInsideToo() {
        assertThat(browser.login(app, "tina").html().selectFirst("#security-policy-enrol"))
                .isNotNull();
    }

    @Test
    void administratorsAreAskedEverywhere() {
        realm.administers("trusty", "view-realm");
        assertThat(browser.login(app, "trusty").html().selectFirst("#otp")).isNotNull();
    }

    @Test
    @Covers(value = Way.DIRECT_GRANT, as = Aspect.EXEMPT)
    void theDirectGrantAsksAsItsOwnFlowSays() {
        assertThat(app.password("trusty", INSIDE).error()).isEqualTo("invalid_grant");
        String flow = new Flows(realm)
                .create(
                        "password only",
                        "direct-grant-validate-username",
                        "REQUIRED",
                        "direct-grant-validate-password",
                        "REQUIRED");
        App direct = realm.client("direct", Map.of("authenticationFlowBindingOverrides", Map.of("direct_grant", flow)));
        assertThat(direct.password("trusty", OUTSIDE).text("error_description")).contains("mfa-not-performed");
        Tokens tokens = direct.password("trusty", INSIDE);
        assertThat(tokens.status()).isEqualTo(200);
        assertThat(direct.refresh(tokens, OUTSIDE).error())
                .as("without any page the session remembers as well")
                .isEqualTo("insufficient_user_authentication");
        assertThat(direct.refresh(tokens, INSIDE).status()).isEqualTo(200);
        realm.user("remote", List.of("Treasurer", "offline_access"), Map.of());
        realm.totp("remote", "remotes-secret-01234");
        Map<String, String> form = Map.of(
                "grant_type", "password", "username", "remote", "password", "remote", "scope", "openid offline_access");
        Tokens offline = direct.token(INSIDE, form);
        assertThat(direct.refresh(offline, INSIDE).status()).isEqualTo(200);
        assertThat(direct.refresh(offline, OUTSIDE).error())
                .as("nor does an offline session forget")
                .isEqualTo("insufficient_user_authentication");
    }

    @Test
    void aPasswordAloneChangesNoFactorInsideEither() {
        Http.Answer asked = browser.login(app, "trusty", "trusty", Map.of("kc_action", "CONFIGURE_TOTP"));
        assertThat(asked.html().selectFirst("#otp"))
                .as("a second app would open every other place")
                .isNotNull();
        assertThat(asked.html().selectFirst("#totpSecret")).isNull();

        Browser begun = Browser.at(NODE, INSIDE);
        begun.login(app, "trusty");
        assertThat(begun.open(app, Map.of("kc_action", "CONFIGURE_TOTP")).html().selectFirst("#password"))
                .isNotNull();
        Browser third = Browser.at(NODE, INSIDE);
        third.login(app, "trusty");
        assertThat(third.open(app, Map.of("kc_action", "delete_credential:" + otpOf("trusty")))
                        .html()
                        .selectFirst("#password"))
                .isNotNull();
    }

    @Test
    void norDoesTheAccountApi() {
        Tokens tokens = app.code(browser.login(app, "otto"), INSIDE);
        String credential = otpOf("otto");
        Http account = new Http();
        account.headers("X-Forwarded-For", INSIDE, "Authorization", "Bearer " + tokens.text("access_token"));
        String credentials = NODE.url() + "/realms/" + realm.name() + "/account/credentials";
        assertThat(account.json("GET", credentials, "").status()).isEqualTo(200);
        Http.Answer refused = account.json("DELETE", credentials + "/" + credential, "");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.body()).contains("mfa-not-performed");
        assertThat(otpOf("otto")).isEqualTo(credential);
    }

    private String otpOf(String user) {
        String path = realm.path("/users/" + realm.admin().userId(realm.name(), user) + "/credentials");
        for (JsonNode credential : realm.admin().get(path)) {
            if (credential.path("type").asText().equals("otp")) {
                return credential.path("id").asText();
            }
        }
        return "";
    }

    @Test
    void ofWhomNothingIsRequiredTheirFlowGoesOnAsking() {
        realm.user("careful", List.of("Participant"), Map.of());
        realm.totp("careful", "carefuls-secret-0123");
        assertThat(browser.login(app, "careful").html().selectFirst("#otp"))
                .as("no session of theirs would be asked elsewhere")
                .isNotNull();
    }

    @Test
    void theAddressOfAServerIsNotWhereItsUsersAre() {
        String flow = new Flows(realm)
                .create(
                        "server's",
                        "direct-grant-validate-username",
                        "REQUIRED",
                        "direct-grant-validate-password",
                        "REQUIRED");
        App server = realm.client(
                "server-side",
                Map.of(
                        "publicClient",
                        false,
                        "secret",
                        "server-side-secret",
                        "authenticationFlowBindingOverrides",
                        Map.of("direct_grant", flow)));
        assertThat(server.password("trusty", INSIDE).text("error_description")).contains("mfa-not-performed");
    }

    @Test
    void aLevelOfAuthenticationIsNotReachedByAnAddress() {
        Flows flows = new Flows(realm);
        realm.policy();
        flows.create("levels", "auth-cookie", "ALTERNATIVE");
        flows.subflow("levels", "level forms", "ALTERNATIVE", "auth-username-password-form", "REQUIRED");
        flows.subflow("level forms", "level two", "CONDITIONAL", "conditional-level-of-authentication", "REQUIRED");
        flows.subflow(
                "level two",
                "level two factor",
                "CONDITIONAL",
                "conditional-user-configured",
                "REQUIRED",
                "auth-otp-form",
                "ALTERNATIVE");
        flows.bind("levels");
        trust();
        assertThat(flows.executions(flows.bound())).doesNotContain(CONDITION);
    }

    @Test
    void aFlowWithoutAnyFactorAsksOutsideAndSparesInside() {
        Flows flows = new Flows(realm);
        realm.policy();
        flows.create("plain", "auth-cookie", "ALTERNATIVE");
        flows.subflow("plain", "plain forms", "ALTERNATIVE", "auth-username-password-form", "REQUIRED");
        flows.bind("plain");
        trust();
        assertThat(flows.executions(flows.bound())).contains(CONDITION);
        assertThat(browser.login(app, "trusty").location()).contains("code=");
        assertThat(Browser.at(NODE, OUTSIDE).login(app, "trusty").html().selectFirst("#otp"))
                .isNotNull();
        assertThat(findings()).doesNotContain("flow-asks-where-exempt");
    }

    @Test
    void aFlowOfOnesOwnGoesOnAskingAndIsAFinding() {
        Flows flows = new Flows(realm);
        flows.create("strict", "auth-cookie", "ALTERNATIVE");
        flows.subflow(
                "strict",
                "strict forms",
                "ALTERNATIVE",
                "auth-username-password-form",
                "REQUIRED",
                "auth-otp-form",
                "REQUIRED");
        flows.bind("strict");
        assertThat(browser.login(app, "trusty").html().selectFirst("#otp")).isNotNull();
        assertThat(findings()).contains("flow-asks-where-exempt");
    }

    @Test
    void aCopyThatIsThereAlreadyFollowsTheList() {
        Flows flows = new Flows(realm);
        assertThat(flows.executions(flows.bound())).contains(CONDITION);
        realm.policy("mfa.roles", "Treasurer");
        assertThat(flows.executions(flows.bound())).doesNotContain(CONDITION);
        trust();
        assertThat(flows.executions(flows.bound())).contains(CONDITION);
        realm.policy();
        assertThat(flows.bound()).as("and goes with the demand").isEqualTo("browser");
        assertThat(flows.executions("browser - security policies")).isEmpty();
    }

    @Test
    void theWhatIfSaysIt() {
        assertThat(evaluate(INSIDE).at("/mfa/exemptHere").asBoolean()).isTrue();
        assertThat(evaluate(OUTSIDE).at("/mfa/exemptHere").asBoolean()).isFalse();
    }

    private JsonNode evaluate(String address) {
        Map<String, String> question = Map.of("user", "trusty", "address", address);
        return realm.admin()
                .call("POST", realm.path("/security-policy/evaluate"), question)
                .json();
    }

    private List<String> findings() {
        return realm.admin()
                .get(realm.path("/security-policy/status"))
                .path("findings")
                .findValuesAsText("code");
    }

    private JsonNode lastLogin() {
        return realm.admin().get(realm.path("/events?type=LOGIN&max=1")).path(0);
    }
}
