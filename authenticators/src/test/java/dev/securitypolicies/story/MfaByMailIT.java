package dev.securitypolicies.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.coverage.Aspect;
import dev.securitypolicies.coverage.Covers;
import dev.securitypolicies.coverage.Way;
import dev.securitypolicies.server.Admin;
import dev.securitypolicies.server.App;
import dev.securitypolicies.server.Browser;
import dev.securitypolicies.server.Http;
import dev.securitypolicies.server.KeycloakNode;
import dev.securitypolicies.server.Mailbox;
import dev.securitypolicies.server.PolicyRealm;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.Servers;
import dev.securitypolicies.server.Totp;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody who reads a user's e-mail gets a new password at most: a mailbox is no second factor. */
final class MfaByMailIT {

    private static final String HERE = "192.0.2.10";
    private static final String NEW_PASSWORD = "a-new-password";

    private static final KeycloakNode NODE = Servers.newest();
    private static final Mailbox MAILBOX = new Mailbox();

    @PolicyRealm(value = "mfa-mail", sample = "required-mfa.json")
    private static Realm realm;

    private final App app = realm.publicApp();
    private final Browser browser = Browser.at(NODE, HERE);

    @BeforeAll
    static void prepare() {
        MAILBOX.serve(realm);
    }

    @AfterAll
    static void close() {
        MAILBOX.close();
    }

    @BeforeEach
    void reset() {
        realm.removeFactors("otto");
        realm.totp("otto", Totp.OTTO);
        forceLogin(false);
    }

    @Test
    void aResetLinkOffersNoSecondFactorToSomebodyWhoHasOne() {
        Http.Answer page = openResetLink("otto");
        assertThat(page.html().selectFirst("#password-new")).as(page.body()).isNotNull();
        Http.Answer done = setPassword(page);
        assertThat(done.html().selectFirst("#kc-totp-secret-key, #totpSecret")).isNull();
        assertThat(done.location()).doesNotContain("code=");
        assertThat(factors("otto")).isEqualTo(1);
    }

    @Test
    @Covers(value = Way.MAIL, as = Aspect.FACTOR)
    void aResetThatLogsInAsksForTheFactorFirst() {
        forceLogin(true);
        Http.Answer login = setPassword(openResetLink("otto"));
        assertThat(login.html().selectFirst("#kc-form-login"))
                .as(login.location() + login.html().text())
                .isNotNull();
        assertThat(realm.lastRecord().at("/details/policy_reason").asText()).isEqualTo("mfa-not-performed");
        String password = login.html().selectFirst("#username") == null ? "" : "otto";
        Http.Answer otp = browser.submit(
                login,
                password.isEmpty()
                        ? Map.of("password", NEW_PASSWORD)
                        : Map.of("username", "otto", "password", NEW_PASSWORD));
        assertThat(browser.submit(otp, Map.of("otp", new Totp(Totp.OTTO).code()))
                        .location())
                .contains("code=");
    }

    @Test
    void aSetUpThatAnAdministratorHasAskedForWaitsForTheFactor() {
        forceLogin(true);
        realm.change("otto", Map.of("requiredActions", List.of("CONFIGURE_TOTP")));
        Http.Answer page = openResetLink("otto");
        assertThat(page.html().selectFirst("#password-new"))
                .as("the link is still good for a password: %s", page.html().text())
                .isNotNull();
        Http.Answer login = setPassword(page);
        assertThat(login.html().selectFirst("#kc-form-login")).isNotNull();
        assertThat(factors("otto")).isEqualTo(1);
        Browser own = Browser.at(NODE, HERE);
        Http.Answer code = own.login(app, "otto", NEW_PASSWORD, Map.of());
        Http.Answer setUp = own.submit(code, Map.of("otp", new Totp(Totp.OTTO).code()));
        assertThat(setUp.html().selectFirst("#totpSecret"))
                .as("with the factor at hand it is done: %s", setUp.html().text())
                .isNotNull();
        realm.change("otto", Map.of("requiredActions", List.of()));
    }

    @Test
    void aResetLinkOfSomebodyWithoutFactorLeadsToEnrolment() {
        forceLogin(true);
        Http.Answer page = openResetLink("tina");
        assertThat(page.html().selectFirst("#security-policy-enrol"))
                .as(page.body())
                .isNotNull();
    }

    @Test
    void aKcActionBehindAResetLinkAddsNoFactor() {
        Http.Answer login = browser.open(app, Map.of("kc_action", "CONFIGURE_TOTP"));
        Http.Answer page = resetFrom(login, "otto");
        assertThat(page.status()).isEqualTo(403);
        assertThat(factors("otto")).isEqualTo(1);
        assertThat(realm.lastRecord().at("/details/policy_reason").asText()).isEqualTo("mfa-not-performed");
    }

    @Test
    void norDoesItHandOutRecoveryCodes() {
        Http.Answer login = browser.open(app, Map.of("kc_action", "CONFIGURE_RECOVERY_AUTHN_CODES"));
        Http.Answer page = resetFrom(login, "otto");
        assertThat(page.status()).isEqualTo(403);
    }

    @Test
    void anAdministratorsLinkDoesWhatItSaysAndLogsNobodyIn() {
        String path = realm.path("/users/" + realm.admin().userId(realm.name(), "otto") + "/execute-actions-email");
        Admin.expect(204, realm.admin().call("PUT", path, "[\"UPDATE_PASSWORD\"]"));
        Http.Answer start = browser.follow(browser.http().get(MAILBOX.lastLink()));
        String go = start.html().selectFirst("a[href*=action-token]").attr("href");
        Http.Answer done = setPassword(browser.follow(browser.http().get(go)));
        assertThat(done.html().text()).contains("Your account has been updated");
        assertThat(browser.open(app).html().selectFirst("#kc-form-login")).isNotNull();
        assertThat(realm.admin().sessions(realm.name(), "otto")).isZero();
    }

    private Http.Answer openResetLink(String user) {
        return resetFrom(browser.open(app), user);
    }

    private Http.Answer resetFrom(Http.Answer login, String user) {
        String forgot = login.html().selectFirst("a[href*=reset-credentials]").attr("href");
        Http.Answer ask = browser.follow(
                browser.http().get(URI.create(NODE.url()).resolve(forgot).toString()));
        browser.submit(ask, Map.of("username", user));
        return browser.follow(browser.http().get(MAILBOX.lastLink()));
    }

    private Http.Answer setPassword(Http.Answer page) {
        return browser.submit(page, Map.of("password-new", NEW_PASSWORD, "password-confirm", NEW_PASSWORD));
    }

    private static int factors(String user) {
        String path = realm.path("/users/" + realm.admin().userId(realm.name(), user) + "/credentials");
        return (int) realm.admin().get(path).findValuesAsText("type").stream()
                .filter(type -> !Realm.NO_FACTORS.contains(type))
                .count();
    }

    /** Whether the stock step that sends the link goes on with a login. */
    private static void forceLogin(boolean loginAfterwards) {
        realm.admin()
                .get(realm.path("/authentication/flows/reset%20credentials/executions"))
                .forEach(execution -> {
                    if (execution.path("providerId").asText().equals("reset-credential-email")) {
                        String id = execution.path("id").asText();
                        Object config = Map.of(
                                "alias",
                                "reset-" + UUID.randomUUID(),
                                "config",
                                Map.of("force-login", loginAfterwards ? "false" : "true"));
                        Admin.expect(
                                201,
                                realm.admin()
                                        .call(
                                                "POST",
                                                realm.path("/authentication/executions/" + id + "/config"),
                                                config));
                    }
                });
    }
}
