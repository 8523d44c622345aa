package dev.securitypolicies.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import dev.securitypolicies.server.App;
import dev.securitypolicies.server.Passkey;
import dev.securitypolicies.server.PolicyRealm;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.Totp;
import dev.securitypolicies.server.Web;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** R16 in a real browser that moves out of the office, with an authenticator app and with a passkey. */
final class TrustedNetworksBrowserIT {

    private static final String INSIDE = "10.15.1.20";
    private static final String OUTSIDE = "67.25.19.198";

    @PolicyRealm(value = "trusted-browser", sample = "required-mfa.json")
    private static Realm realm;

    private final App app = realm.publicApp();
    private final Page page = Web.page(INSIDE, "en-GB");

    @BeforeEach
    void theOfficeIsTrusted() {
        realm.policy("mfa.roles", "Treasurer", "mfa.exemptFrom", "10.15.1.0/24");
    }

    @AfterEach
    void close() {
        page.context().close();
    }

    @Test
    void anAuthenticatorAppIsAskedForOutsideOnly() {
        realm.user("app-owner", List.of("Treasurer"), Map.of());
        realm.totp("app-owner", "app-owner-secret-012");
        Web.login(page, app, "app-owner");
        Web.awaitApp(page);

        moveTo(OUTSIDE);
        page.navigate(Web.loginUrl(app, Map.of()));
        page.locator("#password").fill("app-owner");
        page.locator("#kc-login").click();
        page.locator("#otp").fill(new Totp("app-owner-secret-012").code());
        page.locator("#kc-login").click();
        Web.awaitApp(page);

        page.navigate(Web.loginUrl(app, Map.of()));
        assertThat(page.url()).as("and once only").startsWith("http://app.example/");
    }

    @Test
    void aPasskeyIsAskedForOutsideOnly() {
        realm.user("key-owner", List.of("Treasurer"), Map.of());
        Passkey passkey = new Passkey(page);
        page.onDialog(Dialog::accept);
        Web.login(page, app, "key-owner");
        page.locator("#security-policy-enrol-passkey").click();
        clickWhenReady("#registerWebAuthn");
        Web.awaitApp(page);
        assertThat(passkey.credentials()).as("set up inside all the same").isEqualTo(1);

        page.context().clearCookies();
        Web.login(page, app, "key-owner");
        Web.awaitApp(page);

        moveTo(OUTSIDE);
        page.navigate(Web.loginUrl(app, Map.of()));
        page.locator("#password").fill("key-owner");
        page.locator("#kc-login").click();
        assertThat(page.locator("#otp")).hasCount(0);
        clickWhenReady("#authenticateWebAuthnButton");
        Web.awaitApp(page);
    }

    private void moveTo(String address) {
        page.context().setExtraHTTPHeaders(Map.of("X-Forwarded-For", address));
    }

    private void clickWhenReady(String button) {
        page.locator(button).waitFor();
        page.waitForLoadState(LoadState.NETWORKIDLE);
        page.locator(button).click();
    }
}
