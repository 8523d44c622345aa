package dev.securitypolicies.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import dev.securitypolicies.server.KeycloakNode;
import dev.securitypolicies.server.PolicyRealm;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.Servers;
import dev.securitypolicies.server.Web;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What organizations and clients ask is found where one looks for it, in a real browser, by somebody who administers the realm. */
final class ConsoleOrganizationsIT {

    private static final KeycloakNode NODE = Servers.newest();

    @PolicyRealm(value = "page-tenants", sample = "organizations.json")
    private static Realm realm;

    private final Page page =
            Web.page("10.15.9.20", new NewContextOptions().setLocale("en-GB").setViewportSize(1400, 1000));

    @BeforeAll
    static void addAdministrator() {
        realm.user("ada", List.of("Editor"), Map.of());
        realm.administers("ada", "realm-admin");
    }

    @BeforeEach
    void signIn() {
        page.navigate(NODE.localhostUrl() + "/admin/page-tenants/console/");
        page.locator("#username").fill("ada");
        page.locator("#kc-login").click();
        page.locator("#password").fill("ada");
        page.locator("#kc-login").click();
    }

    @AfterEach
    void close() {
        page.context().close();
    }

    @Test
    void fromTheConsolesOwnPageOfAnOrganization() {
        page.locator("#nav-item-organizations, [data-testid=nav-item-organizations]")
                .first()
                .click();
        page.getByText("Acme", new Page.GetByTextOptions().setExact(true)).click();
        page.locator("[data-testid=security-policies-organization-link]").click();
        assertThat(page).hasURL(Pattern.compile("/page-tenants/security-policies/organizations\\?search="));
        Locator table = page.locator("[data-testid=security-policies-organizations]");
        assertThat(table).containsText("10.15.1.*, @campus");
        assertThat(table).not().containsText("Beta");
    }

    @Test
    void aListIsChangedAndHolds() {
        tab("organizations");
        assertThat(page.locator("[data-testid=security-policies-organizations]"))
                .containsText("10.15.2.*, @campus");
        Web.screenshot(page, "console-organizations-list");
        page.locator("[aria-label='Edit the list of Beta']").click();
        Locator list = page.locator("#security-policies-tenant");
        list.fill("10.15.2.*\n010.0.0.1");
        assertThat(page.locator("[data-testid=security-policies-save-tenant]")).isDisabled();
        list.fill("10.15.2.*\n@campus\n192.0.2.0/24");
        saveTenant("/organizations/");
        assertThat(page.locator("[data-testid=security-policies-organizations]"))
                .containsText("192.0.2.0/24");
        assertThat(realm.publicApp()
                        .token(
                                "192.0.2.7",
                                Map.of(
                                        "grant_type", "password",
                                        "username", "carol",
                                        "password", "carol",
                                        "scope", "openid organization:beta"))
                        .status())
                .isEqualTo(200);
        assertThat(realm.admin().get(realm.path("/admin-events?max=5")).toString())
                .contains("security-policy/organizations/");
    }

    @Test
    void aClientIsPinned() {
        tab("people");
        page.locator("[aria-label='Edit the list of confidential-app']").click();
        page.locator("#security-policies-tenant").fill("10.15.2.200");
        saveTenant("/clients/");
        assertThat(page.locator("[data-testid=security-policies-people-clients]"))
                .containsText("10.15.2.200");
        assertThat(realm.confidentialApp()
                        .token("10.15.2.5", Map.of("grant_type", "client_credentials"))
                        .text("error_description"))
                .contains("(ip-client)");
    }

    @Test
    void theWhatIfSaysWhatBecomesOfEach() {
        tab("whatif");
        page.locator("#security-policies-whatif-user").fill("carol");
        page.locator("#security-policies-whatif-user").press("Tab");
        page.locator("#security-policies-whatif-address").fill("10.15.1.5");
        page.getByText("Evaluate", new Page.GetByTextOptions().setExact(true)).click();
        Locator answer = page.locator("[data-testid=security-policies-whatif]");
        assertThat(answer).containsText("carol is let in from 10.15.1.5");
        assertThat(answer).containsText("acme kept");
        assertThat(answer).containsText("beta withheld");
    }

    private void tab(String name) {
        page.locator("[data-testid=nav-item-security-policies]").click();
        page.locator("[data-testid=security-policies-tab-" + name + "]").click();
    }

    private void saveTenant(String path) {
        Response answer = page.waitForResponse(
                response -> response.request().method().equals("PUT")
                        && response.url().contains(path),
                () -> page.locator("[data-testid=security-policies-save-tenant]")
                        .click());
        assertThat(answer.status()).isEqualTo(204);
    }
}
