package dev.securitypolicies.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import dev.securitypolicies.server.App;
import dev.securitypolicies.server.KeycloakNode;
import dev.securitypolicies.server.Passkey;
import dev.securitypolicies.server.PolicyRealm;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.Servers;
import dev.securitypolicies.server.Totp;
import dev.securitypolicies.server.Web;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Enrolment and the challenge at the next login, in a real browser, in a realm with nothing but attributes set. */
final class MfaBrowserIT {

    private static final String HERE = "192.0.2.10";

    private static final KeycloakNode NODE = Servers.newest();

    @PolicyRealm(value = "mfa-browser", sample = "required-mfa.json")
    private static Realm realm;

    private final App app = realm.publicApp();
    private Page page = Web.page(HERE, "en-GB");

    @AfterEach
    void close() {
        page.context().close();
    }

    @Test
    void anAuthenticatorAppIsSetUpAndAskedForAtTheNextLogin() {
        Web.login(page, app, "tina");
        assertThat(page.locator("#security-policy-enrol"))
                .containsText("Two-factor authentication is required by your organisation. Set it up to continue.");
        Web.screenshot(page, "enrolment");

        page.locator("#security-policy-enrol-totp").click();
        String secret = page.locator("#totpSecret").getAttribute("value");
        Totp phone = new Totp(secret);
        page.locator("#totp").fill(phone.code());
        page.locator("#userLabel").fill("phone");
        page.locator("#saveTOTPBtn").click();
        Web.awaitApp(page);
        assertThat(realm.lastRecord().at("/details/policy_reason").asText()).isEqualTo("mfa-enrolled");
        assertThat(realm.lastRecord().at("/details/policy_factor").asText()).isEqualTo("otp");

        someoneElse();
        Web.login(page, app, "tina");
        assertThat(page.locator("#otp")).isVisible();
        page.locator("#otp").fill(phone.code());
        page.locator("#kc-login").click();
        Web.awaitApp(page);
    }

    @Test
    void theManualSetUpStaysInsideTheEnrolment() {
        realm.user("manual", List.of("Treasurer"), Map.of());
        Web.login(page, app, "manual");
        page.locator("#security-policy-enrol-totp").click();
        page.locator("#mode-manual").click();
        assertThat(page.locator("#kc-totp-secret-key")).isVisible();
        page.locator("#totp").fill(new Totp(page.locator("#totpSecret").getAttribute("value")).code());
        page.locator("#saveTOTPBtn").click();
        Web.awaitApp(page);
    }

    @Test
    void aPasskeyIsRegisteredAndAskedForAtTheNextLogin() {
        realm.user("wanda", List.of("Treasurer"), Map.of());
        Passkey passkey = registerPasskey("wanda");
        assertThat(passkey.credentials()).isEqualTo(1);
        assertThat(realm.lastRecord().at("/details/policy_factor").asText()).isEqualTo("webauthn");

        page.context().clearCookies();
        Web.login(page, app, "wanda");
        assertThat(page.locator("#otp")).hasCount(0);
        clickWhenReady("#authenticateWebAuthnButton");
        Web.awaitApp(page);
    }

    @Test
    void aPasskeyOfThePasswordlessKindIsAskedForToo() {
        realm.change(Map.of("webAuthnPolicyPasswordlessPasskeysEnabled", true));
        try {
            realm.user("percy", List.of("Treasurer"), Map.of());
            registerPasskey("percy");
            assertThat(realm.lastRecord().at("/details/policy_factor").asText()).isEqualTo("webauthn-passwordless");
            realm.change(Map.of("webAuthnPolicyPasswordlessPasskeysEnabled", false));

            page.context().clearCookies();
            Web.login(page, app, "percy");
            clickWhenReady("#authenticateWebAuthnButton");
            Web.awaitApp(page);
        } finally {
            realm.change(Map.of("webAuthnPolicyPasswordlessPasskeysEnabled", false));
        }
    }

    @Test
    void aFailedSetUpLeavesTheUserOnTheWayAndNotIn() {
        realm.user("fails", List.of("Treasurer"), Map.of());
        Web.login(page, app, "fails");
        page.locator("#security-policy-enrol-totp").click();
        page.locator("#totp").fill("000000");
        page.locator("#saveTOTPBtn").click();
        assertThat(page.locator("#input-error-otp-code")).isVisible();
        page.navigate(Web.loginUrl(app, Map.of()));
        assertThat(page.locator("#username, #security-policy-enrol, #totpSecret")
                        .first())
                .isAttached();
        assertThat(realm.admin().sessions(realm.name(), "fails")).isZero();
    }

    @Test
    void signingOutEndsTheLogin() {
        Web.login(page, app, "ann");
        page.locator("#security-policy-enrol-sign-out").click();
        assertThat(page.locator("body")).containsText("You are logged out");
        page.navigate(Web.loginUrl(app, Map.of()));
        assertThat(page.locator("#username")).isVisible();
    }

    @Test
    void thePageWorksByKeyboard() {
        Web.login(page, app, "ann");
        Locator totp = page.locator("#security-policy-enrol-totp");
        totp.waitFor();
        for (int tabs = 0;
                tabs < 15 && !(Boolean) totp.evaluate("button => button === document.activeElement");
                tabs++) {
            page.keyboard().press("Tab");
        }
        page.keyboard().press("Enter");
        assertThat(page.locator("#totp")).isVisible();
    }

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "keycloak.v2; en; Authenticator app; Sign out",
                "keycloak.v2; de; Authenticator-App; Abmelden",
                "keycloak.v2; fr; Application d'authentification; Se déconnecter",
                "keycloak.v2; pt-BR; Aplicativo autenticador; Sair",
                "keycloak.v2; ru; Приложение для аутентификации; Выйти",
                "keycloak.v2; sv; Authenticator app; Sign out",
                "keycloak;    en; Authenticator app; Sign out",
                "keycloak;    de; Authenticator-App; Abmelden",
                "minimal;     en; Authenticator app; Sign out",
                "minimal;     de; Authenticator-App; Abmelden",
            })
    void everyThemeShowsThePage(String theme, String language, String totp, String signOut) {
        List<String> locales = List.of("en", "de", "fr", "pt-BR", "ru", "sv");
        realm.change(Map.of("loginTheme", theme, "supportedLocales", locales));
        try {
            page.context().close();
            page = Web.page(HERE, language);
            page.navigate(Web.loginUrl(app, Map.of("ui_locales", language)));
            Web.signIn(page, "ann");
            assertThat(page.locator("#security-policy-enrol-totp")).hasText(totp);
            assertThat(page.locator("#security-policy-enrol-sign-out")).hasText(signOut);
            assertThat(seriousViolationsOf("#security-policy-enrol")).isEmpty();
        } finally {
            realm.change(Map.of("loginTheme", ""));
        }
    }

    @Test
    void anAdminIsLedToEnrolmentAndComesBackToWhereTheyWere() {
        realm.policy();
        String users = NODE.localhostUrl() + "/admin/" + realm.name() + "/console/#/" + realm.name() + "/users";
        page.navigate(users);
        Web.signIn(page, "ann");
        assertThat(page.locator("[data-testid=nav-item-users]")).isVisible();
        realm.policy("mfa.admins", "true", "mfa.roles", "Treasurer");

        page.reload();
        page.locator("#security-policy-enrol-totp").click();
        page.locator("#totp").fill(new Totp(page.locator("#totpSecret").getAttribute("value")).code());
        page.locator("#saveTOTPBtn").click();
        assertThat(page.locator("[data-testid=nav-item-users]")).isVisible();
        assertThat(page.url()).startsWith(users);
        realm.removeFactors("ann");
    }

    private Passkey registerPasskey(String user) {
        Passkey passkey = new Passkey(page);
        page.onDialog(Dialog::accept);
        Web.login(page, app, user);
        page.locator("#security-policy-enrol-passkey").click();
        clickWhenReady("#registerWebAuthn");
        Web.awaitApp(page);
        return passkey;
    }

    /** The buttons of Keycloak's WebAuthn pages do nothing before the page's script has loaded. */
    private void clickWhenReady(String button) {
        page.locator(button).waitFor();
        page.waitForLoadState(LoadState.NETWORKIDLE);
        page.locator(button).click();
    }

    private void someoneElse() {
        page.context().close();
        page = Web.page(HERE, "en-GB");
    }

    private List<String> seriousViolationsOf(String part) {
        return new AxeBuilder(page)
                .include(part).analyze().getViolations().stream()
                        .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                        .map(Rule::getId)
                        .toList();
    }
}
