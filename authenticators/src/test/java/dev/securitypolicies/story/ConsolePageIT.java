package dev.securitypolicies.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import dev.securitypolicies.server.Browser;
import dev.securitypolicies.server.KeycloakNode;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.Servers;
import dev.securitypolicies.server.Totp;
import dev.securitypolicies.server.Web;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of the admin console, in a real browser, used by Ada, who administers the realm from the office. */
final class ConsolePageIT {

    private static final String OFFICE = "10.15.1.20";
    private static final List<String> TABS = List.of("overview", "mfa", "ip", "admin", "session", "whatif", "activity");
    private static final AtomicInteger COUNT = new AtomicInteger();

    private static final KeycloakNode NODE = Servers.newest();

    private Realm realm = new Realm(NODE, "none");
    private Page page = Web.page(OFFICE, wide());

    @BeforeEach
    void freshRealm() {
        realm = Realm.sample(NODE, "page-" + COUNT.incrementAndGet());
    }

    @AfterEach
    void close() {
        page.context().close();
    }

    @Test
    void everyTabIsThereAndAxeFindsNothingSerious() {
        open("ada");
        for (String tab : TABS) {
            tab(tab);
            assertThat(page.locator("[data-testid=security-policies-page]")).isVisible();
            Web.screenshot(page, "console-" + tab);
            assertThat(seriousViolations()).as(tab).isEmpty();
        }
    }

    @Test
    void mfaForAdminsIsTurnedOn() {
        realm.totp("ada", "adas-secret-01234567");
        page.context().close();
        page = Web.page(OFFICE, wide());
        openConsole("ada");
        page.locator("#otp").fill(new Totp("adas-secret-01234567").code());
        page.locator("#kc-login").click();
        navigate();
        tab("mfa");
        page.locator("label[for=security-policies-mfa-admins]").click();
        save();
        assertThat(page.locator("body"))
                .containsText("Settings saved. Some changes (session lifetime, SSO credentials) take effect on the next"
                        + " request.");
        assertThat(attribute("securityPolicy.mfa.admins")).isEqualTo("true");
    }

    @Test
    void theExampleIsBuiltFromNothingAndTheWhatIfGivesItsTable() {
        realm.policy();
        open("ada");
        tab("ip");
        page.locator("#security-policies-ip-subscriber").fill("10.15.1.*");
        addRole("Administrator", "10.15.1.10, 10.15.1.11, 10.15.1.12");
        addRole("Mobile", "*.*.*.*");
        save();
        assertThat(page.locator("body")).containsText("Settings saved.");
        assertThat(whatIf("alice", "10.15.1.55")).containsExactly("Mobile", "Participant");
        assertThat(whatIf("bill", "10.15.1.11")).containsExactly("Administrator", "Mobile", "Participant");
        assertThat(whatIf("chris", "67.25.19.198")).containsExactly("Mobile");
        Web.screenshot(page, "console-whatif-answer");
    }

    @Test
    void aUserGetsTheirIpGroups() {
        open("ada");
        tab("ip");
        page.locator("#security-policies-user").fill("alice");
        page.getByText("Show groups").click();
        page.locator("#security-policies-user-groups").fill("vpn");
        page.getByText("Save groups of the user").click();
        assertThat(page.locator("body")).containsText("The IP groups of alice are saved.");
        String alice = realm.path("/users/" + realm.admin().userId(realm.name(), "alice"));
        assertThat(realm.admin()
                        .get(alice)
                        .at("/attributes/securityPolicy.ip.groups/0")
                        .asText())
                .isEqualTo("vpn");
        assertThat(realm.admin().get(alice).path("email").asText())
                .as("nothing else")
                .isEqualTo("alice@subscriber.example");
    }

    @Test
    void mistakesShowWhileTheyAreTyped() {
        open("ada");
        tab("ip");
        Locator list = page.locator("#security-policies-ip-subscriber");
        list.fill("10.15.1.7/24\n10.15.1\n@nowhere");
        Locator tabs = page.locator("body");
        assertThat(tabs).containsText("10.15.1.7/24 has bits behind the prefix; write 10.15.1.0/24");
        assertThat(tabs).containsText("10.15.1 is not an address");
        assertThat(tabs).containsText("@nowhere is not an IP group");
        save();
        assertThat(tabs).containsText("Some entries cannot be saved.");
        list.fill("10.15.1.*");
        page.getByText("Use the canonical form").first().click();
        assertThat(list).hasValue("10.15.1.0/24");
    }

    @Test
    void theLockOutGuardRefuses() {
        open("ada");
        tab("admin");
        page.locator("#security-policies-ip-adminPanel").fill("192.0.2.1");
        save();
        assertThat(page.locator("body")).containsText("This would lock somebody out");
        assertThat(attribute("securityPolicy.ip.adminPanel")).isEmpty();

        page.locator("#security-policies-ip-adminPanel").fill("");
        page.getByText("Add my address").click();
        assertThat(page.locator("#security-policies-ip-adminPanel")).hasValue(OFFICE);
    }

    @Test
    void aChangeIsSavedByCommitConfirm() {
        open("ada");
        tab("session");
        page.locator("#security-policies-session-lifetimeMinutes").fill("480");
        page.locator("[data-testid=security-policies-save]").click();
        page.locator("#security-policies-confirm-within").check();
        page.locator("[data-testid=security-policies-confirm-save]").click();
        assertThat(page.locator("body")).containsText("A change by ada is awaiting confirmation");
        page.getByText("Keep the change").click();
        assertThat(page.getByText("is awaiting confirmation")).hasCount(0);
        assertThat(attribute("securityPolicy.session.lifetimeMinutes")).isEqualTo("480");
    }

    @Test
    void aBlockAppearsInTheActivity() {
        realm.user("dora", List.of("Participant"), Map.of());
        Browser.at(NODE, "67.25.19.198").login(realm.publicApp(), "dora");
        open("ada");
        tab("activity");
        Locator first = page.locator("[data-testid=security-policies-activity] tbody tr")
                .first();
        assertThat(first).containsText("ip-all-roles-withheld");
        assertThat(first).containsText("dora");
        assertThat(first).containsText("67.25.19.198");
    }

    @Test
    void aStaleSaveIsLostAndSaysSo() {
        open("ada");
        tab("session");
        page.locator("#security-policies-session-lifetimeMinutes").fill("60");
        realm.policy("session.lifetimeMinutes", "480");
        save();
        assertThat(page.locator("body")).containsText("Somebody else has changed the policy");
        page.getByText("Load the current policy").last().click();
        assertThat(page.locator("#security-policies-session-lifetimeMinutes")).hasValue("480");
        assertThat(attribute("securityPolicy.session.lifetimeMinutes")).isEqualTo("480");
    }

    @Test
    void whoeverMayOnlyViewCannotChange() {
        realm.policy();
        realm.user("viewer", List.of(), Map.of());
        realm.administers("viewer", "view-realm");
        open("viewer");
        assertThat(page.locator("body")).containsText("You can view this policy, but not change it.");
        tab("mfa");
        assertThat(page.locator("#security-policies-mfa-admins")).isDisabled();
        assertThat(page.locator("[data-testid=security-policies-save]")).hasCount(0);
    }

    @Test
    void whoeverMayNotEvenViewSeesNoItem() {
        realm.policy();
        realm.user("helpdesk", List.of(), Map.of());
        realm.administers("helpdesk", "view-users");
        openConsole("helpdesk");
        page.locator("[data-testid=nav-item-users]").waitFor();
        assertThat(page.locator("[data-testid=nav-item-security-policies]")).hasCount(0);
    }

    @Test
    void itSpeaksGermanAndFitsAPhoneInTheDark() {
        page.context().close();
        page = Web.page(
                OFFICE,
                new NewContextOptions()
                        .setLocale("de")
                        .setViewportSize(390, 844)
                        .setColorScheme(ColorScheme.DARK));
        realm.change(Map.of(
                "internationalizationEnabled", true, "supportedLocales", List.of("en", "de"), "defaultLocale", "de"));
        openConsole("ada");
        page.waitForURL("**/console/**");
        page.navigate(url());
        assertThat(page.locator("[data-testid=security-policies-page] h1")).hasText("Sicherheitsrichtlinien");
        assertThat((Integer) page.evaluate("() => document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(390);
        Web.screenshot(page, "console-phone-dark-german");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "__reactContainer$",
                "patchRoutes",
                "AdminClientContext",
                "RealmContext",
                "WhoAmIContext",
                "AccessContext",
                "AlertContext"
            })
    void aConsoleThatIsNotKnownIsLeftAlone(String assumption) {
        page.route("**/security-policies/**/console-*.js", route -> {
            String script = route.fetch().text();
            route.fulfill(new Route.FulfillOptions()
                    .setContentType("text/javascript")
                    .setBody(script.replace(assumption, "somethingElse")));
        });
        openConsole("ada");
        assertStockConsoleWorks();
        assertThat(page.locator("[data-testid=nav-item-security-policies]")).hasCount(0);
    }

    @Test
    void aCrashOfThePageLeavesTheConsoleWorking() {
        page.route(
                "**/PolicyPage-*.js",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/javascript")
                        .setBody("export default function Broken() { throw new Error('broken on purpose'); }")));
        openConsole("ada");
        page.locator("[data-testid=nav-item-security-policies]").click();
        assertThat(page.locator("[role=alert]")).containsText("The security policies page failed.");
        assertStockConsoleWorks();
    }

    private void assertStockConsoleWorks() {
        page.locator("[data-testid=nav-item-users]").click();
        assertThat(page.locator("[data-testid=add-user], [data-testid=user-creation-dropdown], table")
                        .first())
                .isVisible();
    }

    private static NewContextOptions wide() {
        return new NewContextOptions().setLocale("en-GB").setViewportSize(1400, 1000);
    }

    private String url() {
        return NODE.localhostUrl() + "/admin/" + realm.name() + "/console/#/" + realm.name() + "/security-policies";
    }

    private void open(String user) {
        openConsole(user);
        navigate();
    }

    private void openConsole(String user) {
        page.navigate(NODE.localhostUrl() + "/admin/" + realm.name() + "/console/");
        Web.signIn(page, user);
    }

    private void navigate() {
        page.locator("[data-testid=nav-item-security-policies]").click();
        page.locator("[data-testid=security-policies-caller]").waitFor();
    }

    private void tab(String name) {
        page.locator("[data-testid=security-policies-tab-" + name + "]").click();
    }

    private void save() {
        page.locator("[data-testid=security-policies-save]").click();
        Response answer = page.waitForResponse(
                response -> response.request().method().equals("PUT"),
                () -> page.locator("[data-testid=security-policies-confirm-save]")
                        .click());
        answer.finished();
    }

    private void addRole(String role, String ranges) {
        page.locator("#security-policies-new-role").fill(role);
        page.getByText("Add role").click();
        page.locator("#security-policies-ip-roles-" + role).fill(ranges);
    }

    private List<String> whatIf(String user, String address) {
        tab("whatif");
        page.locator("#security-policies-whatif-user").fill(user);
        page.locator("#security-policies-whatif-address").fill(address);
        page.getByText("Evaluate", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator("[data-testid=security-policies-whatif]"))
                .containsText(user + " is let in from " + address);
        return page.locator("[data-testid=security-policies-whatif] tbody tr").all().stream()
                .filter(row -> row.innerText().contains("Kept"))
                .map(row -> row.locator("td").first().innerText())
                .toList();
    }

    private String attribute(String name) {
        return realm.admin().get(realm.path("")).at("/attributes/" + name).asText();
    }

    private List<String> seriousViolations() {
        return new AxeBuilder(page)
                .include("main").analyze().getViolations().stream()
                        .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                        .map(Rule::toString)
                        .toList();
    }
}
