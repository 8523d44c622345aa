package dev.securitypolicies.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.securitypolicies.coverage.Aspect;
import dev.securitypolicies.coverage.Covers;
import dev.securitypolicies.coverage.Way;
import dev.securitypolicies.server.App;
import dev.securitypolicies.server.App.Tokens;
import dev.securitypolicies.server.Browser;
import dev.securitypolicies.server.Http;
import dev.securitypolicies.server.KeycloakNode;
import dev.securitypolicies.server.PolicyRealm;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.Servers;
import dev.securitypolicies.server.Totp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions older than the rule, the grace period, and from where a factor may be set up (R8). */
final class MfaSessionsIT {

    private static final String INSIDE = "192.0.2.10";
    private static final String OUTSIDE = "67.25.19.198";

    private static final KeycloakNode NODE = Servers.newest();

    @PolicyRealm(value = "mfa-sessions", sample = "required-mfa.json")
    private static Realm realm;

    private final App app = realm.publicApp();
    private final Browser browser = Browser.at(NODE, INSIDE);

    @BeforeEach
    void nothingRequired() {
        realm.policy();
    }

    @Test
    void anOlderSessionIsLeftAloneOnceItsUserIsEnrolled() {
        realm.user("early", List.of("Treasurer"), Map.of());
        Tokens tokens = app.code(browser.login(app, "early"), INSIDE);
        realm.totp("early", "early-secret-0123456");
        realm.policy("mfa.roles", "Treasurer");
        assertThat(app.refresh(tokens, INSIDE).status()).isEqualTo(200);
        assertThat(browser.open(app).location()).contains("code=");
    }

    @Test
    @Covers(
            value = Way.SSO,
            as = {Aspect.FACTOR, Aspect.CHANGE})
    @Covers(
            value = Way.REFRESH,
            as = {Aspect.FACTOR, Aspect.CHANGE})
    @Covers(value = Way.ADMIN, as = Aspect.CHANGE)
    void anOlderSessionStepsUpWhereThePolicySaysSo() {
        realm.user("stepper", List.of("Treasurer"), Map.of());
        Tokens tokens = app.code(browser.login(app, "stepper"), INSIDE);
        realm.totp("stepper", "stepper-secret-01234");
        realm.policy("mfa.roles", "Treasurer", "mfa.sessions", "performed");

        Tokens refused = app.refresh(tokens, INSIDE);
        assertThat(refused.error()).isEqualTo("insufficient_user_authentication");
        assertThat(refused.text("error_description")).contains("mfa-not-performed");
        assertThat(browser.open(app, Map.of("prompt", "none")).location()).contains("error=interaction_required");

        Http.Answer login = browser.open(app);
        assertThat(login.html().selectFirst("#password"))
                .as(login.html().text())
                .isNotNull();
        Http.Answer otp = browser.submit(login, Map.of("password", "stepper"));
        Tokens stepped = app.code(browser.submit(otp, Map.of("otp", new Totp("stepper-secret-01234").code())), INSIDE);
        assertThat(stepped.claims("access_token").path("sid"))
                .as("the same session, with evidence now")
                .isEqualTo(tokens.claims("access_token").path("sid"));
        assertThat(app.refresh(stepped, INSIDE).status()).isEqualTo(200);
        assertThat(browser.open(app).location()).contains("code=");
    }

    @Test
    void enrolmentCanBePutOffUntilTheDeadline() {
        realm.user("later", List.of("Treasurer"), Map.of());
        realm.policy("mfa.roles", "Treasurer", "mfa.graceDays", "14");
        Http.Answer page = browser.login(app, "later");
        assertThat(page.html().selectFirst("#security-policy-enrol-deadline")).isNotNull();
        Tokens tokens = app.code(browser.submit(page, Map.of("choice", "later")), INSIDE);
        assertThat(app.refresh(tokens, INSIDE).status()).isEqualTo(200);
        JsonNode record = realm.lastRecord();
        assertThat(record.at("/details/policy_reason").asText()).isEqualTo("mfa-put-off");
        Instant deadline = Instant.parse(record.at("/details/policy_deadline").asText());
        assertThat(deadline).isEqualTo(requiredSince("later").plus(Duration.ofDays(14)));
        assertThat(browser.open(app).location()).as("SSO does not nag").contains("code=");

        Instant start = requiredSince("later");
        realm.policy();
        realm.policy("mfa.everyone", "true", "mfa.graceDays", "14");
        assertThat(Browser.at(NODE, INSIDE).login(app, "later").html().selectFirst("#security-policy-enrol-later"))
                .isNotNull();
        assertThat(requiredSince("later"))
                .as("switching off and on starts nothing anew")
                .isEqualTo(start);

        startOfGrace("later", Instant.now().minus(Duration.ofDays(15)).toString());
        Http.Answer over = Browser.at(NODE, INSIDE).login(app, "later");
        assertThat(over.html().selectFirst("#security-policy-enrol")).isNotNull();
        assertThat(over.html().selectFirst("#security-policy-enrol-later")).isNull();
        assertThat(Browser.at(NODE, INSIDE)
                        .submit(over, Map.of("choice", "later"))
                        .location())
                .doesNotContain("code=");
        assertThat(app.refresh(tokens, INSIDE).error()).isEqualTo("insufficient_user_authentication");
    }

    @Test
    void whatBeganInTheGracePeriodEndsWithTheEnrolment() {
        realm.user("stolen", List.of("Treasurer", "offline_access"), Map.of());
        realm.policy("mfa.roles", "Treasurer", "mfa.graceDays", "14");
        Tokens thiefs = app.token(
                OUTSIDE,
                Map.of(
                        "grant_type",
                        "password",
                        "username",
                        "stolen",
                        "password",
                        "stolen",
                        "scope",
                        "offline_access"));
        assertThat(thiefs.status()).isEqualTo(200);
        realm.totp("stolen", "stolen-secret-012345");
        assertThat(app.refresh(thiefs, OUTSIDE).error()).isEqualTo("insufficient_user_authentication");
    }

    @Test
    void savingAUserWithoutTheStartDoesNotRestartTheGrace() {
        realm.user("saved", List.of("Treasurer"), Map.of());
        realm.policy("mfa.roles", "Treasurer", "mfa.graceDays", "14");
        app.password("saved", INSIDE);
        startOfGrace("saved", "2020-01-01T00:00:00Z");
        realm.change("saved", Map.of("attributes", Map.of("other", List.of("x"))));
        assertThat(requiredSince("saved")).isEqualTo(Instant.parse("2020-01-01T00:00:00Z"));
    }

    @Test
    void theStockSetUpDuringTheGraceCountsAndARaceDoesNot() {
        realm.user("racer", List.of("Treasurer"), Map.of());
        realm.user("willing", List.of("Treasurer"), Map.of());
        realm.policy("mfa.roles", "Treasurer", "mfa.graceDays", "14");
        Http.Answer own = stockSetUp(browser, "willing");
        assertThat(confirm(browser, own).location()).contains("code=");

        Browser thief = Browser.at(NODE, OUTSIDE);
        Http.Answer page = stockSetUp(thief, "racer");
        realm.totp("racer", "racers-secret-012345");
        assertThat(confirm(thief, page).status()).isEqualTo(403);
        assertThat(factors("racer")).hasSize(1);
    }

    @Test
    void recoveryCodesAreGuardedLikeAFactor() {
        realm.user("backdoor", List.of("Treasurer"), Map.of());
        realm.policy("mfa.roles", "Treasurer", "mfa.graceDays", "14", "mfa.enrolFrom", "192.0.2.0/24");
        Http.Answer page = Browser.at(NODE, OUTSIDE)
                .login(app, "backdoor", "backdoor", Map.of("kc_action", "CONFIGURE_RECOVERY_AUTHN_CODES"));
        assertThat(page.status()).isEqualTo(403);
        assertThat(page.body()).doesNotContain("generatedRecoveryAuthnCodes");
    }

    private Http.Answer stockSetUp(Browser who, String user) {
        Http.Answer page = who.login(app, user, user, Map.of("kc_action", "CONFIGURE_TOTP"));
        return who.submit(page, Map.of("choice", "later"));
    }

    private static Http.Answer confirm(Browser who, Http.Answer page) {
        String secret = page.html().selectFirst("#totpSecret").attr("value");
        return who.submit(page, Map.of("totp", new Totp(secret).code(), "userLabel", "phone"));
    }

    @Test
    void anUnreadableStartGivesNoGrace() {
        realm.user("tampered", List.of("Treasurer"), Map.of());
        startOfGrace("tampered", "tomorrow");
        realm.policy("mfa.roles", "Treasurer", "mfa.graceDays", "90");
        Http.Answer page = browser.login(app, "tampered");
        assertThat(page.html().selectFirst("#security-policy-enrol")).isNotNull();
        assertThat(page.html().selectFirst("#security-policy-enrol-later")).isNull();
    }

    @Test
    void aFactorIsOnlySetUpFromInside() {
        realm.policy("mfa.roles", "Treasurer", "mfa.enrolFrom", "192.0.2.0/24");
        Browser thief = Browser.at(NODE, OUTSIDE);
        Http.Answer page = thief.login(app, "tina");
        assertThat(page.status()).isEqualTo(403);
        assertThat(page.html().text())
                .contains("cannot be set up from your network")
                .contains("for help");
        assertThat(realm.lastRecord().at("/details/policy_reason").asText()).isEqualTo("mfa-enrol-from");

        Http.Answer inside = thief.moveTo(INSIDE).follow(thief.http().get(thief.lastPage()));
        assertThat(inside.html().selectFirst("#security-policy-enrol")).isNotNull();
        Http.Answer setUp = thief.submit(inside, Map.of("choice", "totp"));
        String secret = setUp.html().selectFirst("#totpSecret").attr("value");
        Http.Answer late =
                thief.moveTo(OUTSIDE).submit(setUp, Map.of("totp", new Totp(secret).code(), "userLabel", "thief"));
        assertThat(late.status()).as("a page that was opened inside").isEqualTo(403);
        assertThat(factors("tina")).isEmpty();
    }

    @Test
    void theStockSetUpIsGuardedAsWell() {
        realm.policy("mfa.enrolFrom", "192.0.2.0/24");
        Browser thief = Browser.at(NODE, OUTSIDE);
        assertThat(thief.login(app, "pat", "pat", Map.of("kc_action", "CONFIGURE_TOTP"))
                        .status())
                .isEqualTo(403);

        Browser moves = Browser.at(NODE, INSIDE);
        Http.Answer setUp = moves.login(app, "pat", "pat", Map.of("kc_action", "CONFIGURE_TOTP"));
        String secret = setUp.html().selectFirst("#totpSecret").attr("value");
        Http.Answer late =
                moves.moveTo(OUTSIDE).submit(setUp, Map.of("totp", new Totp(secret).code(), "userLabel", "thief"));
        assertThat(late.status()).isEqualTo(403);
        assertThat(realm.lastRecord().at("/details/policy_door").asText()).isEqualTo("enrolment");
        assertThat(factors("pat")).isEmpty();
    }

    @Test
    void graceOutsideCanOnlyBePutOff() {
        realm.user("traveller", List.of("Treasurer"), Map.of());
        realm.policy("mfa.roles", "Treasurer", "mfa.enrolFrom", "192.0.2.0/24", "mfa.graceDays", "7");
        Browser away = Browser.at(NODE, OUTSIDE);
        Http.Answer page = away.login(app, "traveller");
        assertThat(page.html().selectFirst("#security-policy-enrol-elsewhere")).isNotNull();
        assertThat(page.html().selectFirst("#security-policy-enrol-totp")).isNull();
        assertThat(away.submit(page, Map.of("choice", "totp")).html().selectFirst("#totpSecret"))
                .as("forged choice")
                .isNull();
    }

    @Test
    @Covers(value = Way.IMPERSONATION, as = Aspect.FACTOR)
    void anAdministratorActsForAUserWithTheirOwnFactor() {
        realm.policy("mfa.roles", "Treasurer");
        Browser ann = Browser.at(NODE, INSIDE);
        impersonate(ann, "ann", Map.of());
        Http.Answer refused = ann.open(app);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(realm.lastRecord().at("/details/policy_reason").asText()).isEqualTo("mfa-not-performed");
        assertThat(refused.html().selectFirst("#security-policy-enrol"))
                .as("nobody enrols for somebody else")
                .isNull();

        realm.totp("ann", "anns-secret-01234567");
        Browser strong = Browser.at(NODE, INSIDE);
        impersonate(strong, "ann", Map.of("totp", new Totp("anns-secret-01234567").code()));
        assertThat(strong.open(app).location()).contains("code=");
    }

    private void impersonate(Browser browser, String admin, Map<String, String> factor) {
        Map<String, String> form =
                new HashMap<>(Map.of("grant_type", "password", "username", admin, "password", admin));
        form.putAll(factor);
        browser.impersonate(realm, "tina", app.token(INSIDE, form));
    }

    private static List<String> factors(String user) {
        String path = realm.path("/users/" + realm.admin().userId(realm.name(), user) + "/credentials");
        return realm.admin().get(path).findValuesAsText("type").stream()
                .filter(type -> !Realm.NO_FACTORS.contains(type))
                .toList();
    }

    private static Instant requiredSince(String user) {
        String path = realm.path("/users/" + realm.admin().userId(realm.name(), user));
        return Instant.parse(realm.admin()
                .get(path)
                .at("/attributes/securityPolicy.mfa.requiredSince/0")
                .asText());
    }

    private static void startOfGrace(String user, String start) {
        realm.change(user, Map.of("attributes", Map.of("securityPolicy.mfa.requiredSince", List.of(start))));
    }
}
