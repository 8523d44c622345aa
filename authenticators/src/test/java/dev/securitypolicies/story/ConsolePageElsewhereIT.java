package dev.securitypolicies.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.securitypolicies.server.KeycloakNode;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.Servers;
import dev.securitypolicies.server.Web;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The same page in other browsers and consoles than Chromium and that of the newest version at the root of its server. */
final class ConsolePageElsewhereIT {

    private static final String OFFICE = "10.15.1.20";

    @Test
    void thePageIsShownAndSavesOnTheOldestSupportedVersion() {
        isShownAndSaves(Servers.compiled());
    }

    @Test
    void thePageIsShownAndSavesUnderARelativePath() {
        try (KeycloakNode node = Servers.startUnderPath()) {
            isShownAndSaves(node);
        }
    }

    @Test
    void thePageIsShownAndSavesInAConsoleWithAHostNameOfItsOwn() {
        try (KeycloakNode node = Servers.startWithAdminHostName()) {
            Realm realm = Realm.sample(node, "other-page");
            isShownAndSaves(Web.pageAcrossHosts(OFFICE), node.byName("admin.localhost"), realm);
        }
    }

    @Test
    void thePageIsShownAndSavesInFirefox() {
        Optional<Page> firefox = Web.firefoxPage(OFFICE);
        assumeTrue(firefox.isPresent(), "no Firefox is installed");
        Realm realm = Realm.sample(Servers.newest(), "in-firefox");
        isShownAndSaves(firefox.get(), Servers.newest().localhostUrl(), realm);
        firefox.get().context().browser().close();
    }

    @Test
    void anAdministratorOfTheMasterRealmIsToldWhyAnotherRealmIsRefused() {
        Realm realm = Realm.sample(Servers.newest(), "refused-to-master");
        realm.policy("ip.adminPanel", "192.0.2.1, 127.0.0.1");
        Page page = Web.page(OFFICE, "en-GB");
        page.navigate(Servers.newest().localhostUrl() + "/admin/master/console/#/" + realm.name() + "/users");
        page.locator("#username").fill("admin");
        page.locator("#password").fill("admin");
        page.locator("#kc-login").click();
        Locator told = page.locator("[data-testid=security-policies-refused]");
        assertThat(told).containsText("The admin panel of this realm cannot be used from your address 10.15.1.20.");
        assertThat(told).containsText(Pattern.compile("reference [0-9A-Z-]{6,}"));
        Web.screenshot(page, "console-refused");
        page.context().close();
    }

    private static void isShownAndSaves(KeycloakNode node) {
        isShownAndSaves(Web.page(OFFICE, "en-GB"), node.localhostUrl(), Realm.sample(node, "other-page"));
    }

    private static void isShownAndSaves(Page page, String server, Realm realm) {
        page.navigate(server + "/admin/" + realm.name() + "/console/");
        Web.signIn(page, "ada");
        page.locator("[data-testid=nav-item-security-policies]").click();
        page.locator("[data-testid=security-policies-tab-session]").click();
        page.locator("#security-policies-session-lifetimeMinutes").pressSequentially("480");
        page.locator("[data-testid=security-policies-save]").click();
        page.locator("[data-testid=security-policies-confirm-save]").click();
        assertThat(page.locator("body")).containsText("Settings saved.");
        assertThat(page).hasURL(Pattern.compile("#/" + realm.name() + "/security-policies/session$"));
        page.context().close();
    }
}
