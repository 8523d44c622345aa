package dev.securitypolicies.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import dev.securitypolicies.server.KeycloakNode;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.Servers;
import dev.securitypolicies.server.Web;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The same page in other consoles than that of the newest version at the root of its server. */
final class ConsolePageElsewhereIT {

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

    private static void isShownAndSaves(KeycloakNode node) {
        Realm realm = Realm.sample(node, "other-page");
        Page page = Web.page("10.15.1.20", "en-GB");
        page.navigate(node.localhostUrl() + "/admin/" + realm.name() + "/console/");
        Web.signIn(page, "ada");
        page.locator("[data-testid=nav-item-security-policies]").click();
        page.locator("[data-testid=security-policies-tab-session]").click();
        page.locator("#security-policies-session-lifetimeMinutes").fill("480");
        page.locator("[data-testid=security-policies-save]").click();
        page.locator("[data-testid=security-policies-confirm-save]").click();
        assertThat(page.locator("body")).containsText("Settings saved.");
        assertThat(page).hasURL(Pattern.compile("#/other-page/security-policies/session$"));
        page.context().close();
    }
}
