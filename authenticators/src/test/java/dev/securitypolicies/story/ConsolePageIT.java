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
import com.microsoft.playwright.options.LoadState;
import dev.securitypolicies.server.Browser;
import dev.securitypolicies.server.KeycloakNode;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.Servers;
import dev.securitypolicies.server.Totp;
import dev.securitypolicies.server.Web;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of the admin console, in a real browser, used by Ada, who administers the realm from the office. */
final class ConsolePageIT {

    private static final String OFFICE = "10.15.1.20";
    private static final List<String> TABS = List.of(
            "overview", "mfa", "ip", "people", "organizations", "admin", "session", "access", "whatif", "activity");
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
            page.waitForLoadState(LoadState.NETWORKIDLE);
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
        assertThat(page).hasURL(Pattern.compile("/security-policies/whatif\\?user=chris&address=67.25.19.198$"));
        Web.screenshot(page, "console-whatif-answer");
    }

    @Test
    void aUserGetsTheirIpGroups() {
        realm.policy("ip.groups", "{\"vpn\": [\"192.0.2.0/24\"]}");
        open("ada");
        tab("people");
        choose("#security-policies-person", "alice");
        page.getByText("Edit the IP groups of alice").click();
        Locator groups = page.locator("#security-policies-person-groups");
        groups.fill("vpm");
        groups.press("Enter");
        assertThat(page.locator("[role=dialog]")).containsText("These IP groups do not exist: vpm.");
        assertThat(page.locator("[data-testid=security-policies-save-groups]")).isDisabled();
        page.locator("[aria-label='Remove vpm']").click();
        choose("#security-policies-person-groups", "vpn");
        page.locator("[data-testid=security-policies-save-groups]").click();
        assertThat(page.locator("[data-testid=security-policies-people-users]")).containsText("alice");
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
        tab("session");
        page.locator("[data-testid=security-policies-save]").click();
        Locator marks = page.locator("[data-testid=security-policies-marks]");
        assertThat(marks).containsText("3 entries cannot be saved");
        assertThat(marks).isFocused();
        assertThat(page.locator("[data-testid=security-policies-marks-ip]")).containsText("3");
        assertThat(page.locator("[data-testid=security-policies-confirm-save]")).hasCount(0);
        Web.screenshot(page, "console-errors");
        marks.locator("button").first().click();
        assertThat(list).isFocused();
        list.fill("10.15.1.*");
        assertThat(marks).hasCount(0);
        page.getByText("Use the canonical form").first().click();
        assertThat(list).hasValue("10.15.1.0/24");
        list.fill("10.15.1.8-10.15.1.11");
        page.getByText("Write 10.15.1.8-10.15.1.11 as 10.15.1.8/30").click();
        assertThat(list).hasValue("10.15.1.8/30");
    }

    @Test
    void aNameThatDoesNotExistIsMarkedBeforeItIsSaved() {
        open("ada");
        tab("mfa");
        Locator roles = page.locator("#security-policies-mfa-roles");
        roles.fill("Tresurer");
        roles.press("Enter");
        assertThat(page.locator("[data-at='/mfa/roles']")).containsText("Tresurer is not a role of the realm");
        assertThat(page.locator("[data-testid=security-policies-marks-mfa]")).containsText("1");
        roles.fill("obil");
        page.locator("#security-policies-mfa-roles-options").getByText("Mobile").click();
        assertThat(page.locator("[data-at='/mfa/roles']")).containsText("Mobile");
    }

    @Test
    void theLockOutGuardAsksInTheDialogWithTheWayOutFirst() {
        open("ada");
        tab("admin");
        page.locator("#security-policies-ip-adminPanel").fill("192.0.2.1\n127.0.0.1");
        assertThat(page.locator("body")).containsText("It is not in the list: you would lock yourself out.");
        page.locator("[data-testid=security-policies-save]").click();
        Locator guard = page.locator("[data-testid=security-policies-lockout]");
        assertThat(guard).containsText("Your address 10.15.1.20 is not in the list for the admin panel");
        assertThat(page.locator("#security-policies-way-confirm")).isChecked();
        Web.screenshot(page, "console-lockout");
        assertThat(attribute("securityPolicy.ip.adminPanel")).isEmpty();
        guard.getByText("Add my address").click();
        assertThat(guard).hasCount(0);
        page.locator("[data-testid=security-policies-confirm-save]").click();
        assertThat(page.locator("body")).containsText("A change by ada is awaiting confirmation");
        assertThat(attribute("securityPolicy.ip.adminPanel")).isEqualTo("192.0.2.1, 127.0.0.1, 10.15.1.20");
    }

    @Test
    void theFirstRestrictionIsOfferedAsAReport() {
        realm.policy();
        realm.client("backend", Map.of("publicClient", false, "serviceAccountsEnabled", true));
        open("ada");
        tab("ip");
        page.locator("#security-policies-ip-subscriber").fill("10.15.1.*");
        page.locator("[data-testid=security-policies-save]").click();
        assertThat(page.locator("#security-policies-way-report-only")).isChecked();
        assertThat(page.locator("[role=dialog]")).containsText("Save these changes in realm " + realm.name() + "?");
        assertThat(page.locator("[data-testid=security-policies-consequences]"))
                .containsText("1 service account carries no IP group and may not log in: backend");
        Web.screenshot(page, "console-save");
        page.locator("[data-testid=security-policies-confirm-save]").click();
        assertThat(page.locator("body")).containsText("Settings saved.");
        assertThat(attribute("securityPolicy.mode")).isEqualTo("report-only");
    }

    @Test
    void nothingUnsavedIsLostWithoutAWord() {
        open("ada");
        tab("session");
        page.locator("#security-policies-session-lifetimeMinutes").fill("480");
        page.locator("[data-testid=nav-item-users]").click();
        assertThat(page.locator("[role=dialog]")).containsText("Leave without saving?");
        page.getByText("Stay", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator("#security-policies-session-lifetimeMinutes")).hasValue("480");
        tab("mfa");
        tab("session");
        assertThat(page.locator("#security-policies-session-lifetimeMinutes")).hasValue("480");
        page.locator("[data-testid=nav-item-users]").click();
        page.getByText("Leave", new Page.GetByTextOptions().setExact(true)).click();
        page.waitForURL("**/users");
    }

    /** Style sheets of the console's other pages stay loaded. */
    @ParameterizedTest
    @ValueSource(strings = {"users", "realm-settings", "events"})
    void wideTablesAreReadableWhereverOneComesFrom(String from) {
        String many =
                IntStream.range(0, 60).mapToObj(i -> "10.15." + i + ".0/24").collect(Collectors.joining(","));
        realm.policy("ip.subscriber", many);
        openConsole("ada");
        page.locator("[data-testid=nav-item-" + from + "]").click();
        page.locator("main table, main form, main [role=tablist]").first().waitFor();
        navigate();
        tab("activity");
        page.locator("[data-testid=security-policies-activity]").waitFor();
        assertThat(overflow("main")).isZero();
        tab("ip");
        page.locator("#security-policies-ip-subscriber").fill(many.replace("10.15", "10.16"));
        page.locator("[data-testid=security-policies-save]").click();
        assertThat(page.locator("[role=dialog] table")).isVisible();
        assertThat(overflow("[role=dialog] .pf-v5-c-modal-box__body"))
                .as("the dialog")
                .isZero();
    }

    private int overflow(String selector) {
        return (Integer) page.evaluate(
                "selector => { const box = document.querySelector(selector); return box.scrollWidth - box.clientWidth; }",
                selector);
    }

    @Test
    void aRangeIsAddedAndItsEffectSeenByKeyboardAlone() {
        open("ada");
        page.locator("[data-testid=security-policies-tab-ip] button, button[data-testid=security-policies-tab-ip]")
                .first()
                .focus();
        page.keyboard().press("Enter");
        type("security-policies-ip-subscriber", "10.15.1.*, 192.0.2.0/24");
        tabTo("[data-testid=security-policies-save]");
        page.keyboard().press("Enter");
        assertThat(page.locator("[data-testid=security-policies-confirm-save]")).isEnabled();
        tabTo("[data-testid=security-policies-confirm-save]");
        page.keyboard().press("Enter");
        assertThat(page.locator("body")).containsText("Settings saved.");
        page.locator("[data-testid=security-policies-tab-whatif]").first().focus();
        page.keyboard().press("Enter");
        type("security-policies-whatif-user", "alice");
        type("security-policies-whatif-address", "192.0.2.5");
        page.keyboard().press("Enter");
        assertThat(page.locator("[data-testid=security-policies-whatif]")).containsText("ParticipantKept");
    }

    private void type(String id, String text) {
        tabTo("#" + id);
        page.keyboard().press("Control+A");
        page.keyboard().type(text);
    }

    /** As many presses of the key as a patient person makes. */
    private void tabTo(String selector) {
        for (int press = 0; press < 120; press++) {
            if ((Boolean) page.evaluate("at => document.activeElement.matches(at)", selector)) {
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError(selector + " cannot be reached with the keyboard");
    }

    @Test
    void whySomebodyWasRefusedIsTwoClicksAway() {
        realm.user("dora", List.of("Participant"), Map.of());
        Browser.at(NODE, "67.25.19.198").login(realm.publicApp(), "dora");
        open("ada");
        tab("activity");
        page.getByText("Why?", new Page.GetByTextOptions().setExact(true))
                .last()
                .click();
        assertThat(page.locator("[data-testid=security-policies-whatif]"))
                .containsText("dora is refused from 67.25.19.198");
        assertThat(page.locator("[data-testid=security-policies-whatif]"))
                .containsText("None of the user’s roles may be used from this address.");
        tab("mfa");
        page.goBack();
        assertThat(page.locator("[data-testid=security-policies-whatif]")).containsText("dora is refused");
    }

    @Test
    void aChangeIsSavedByCommitConfirm() {
        open("ada");
        tab("session");
        page.locator("#security-policies-session-lifetimeMinutes").fill("480");
        page.locator("[data-testid=security-policies-save]").click();
        page.locator("#security-policies-way-confirm").check();
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
        assertThat(page.locator("[data-testid=security-policies-page] h1"))
                .hasText("Sicherheitsrichtlinien von " + realm.name());
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
        assertThat(page.locator("[data-testid=security-policies-version]"))
                .hasText("Keycloak Security Policies " + System.getProperty("pack.version"));
    }

    private void tab(String name) {
        page.locator("[data-testid=security-policies-tab-" + name + "]").click();
    }

    private void save() {
        page.locator("[data-testid=security-policies-save]").click();
        page.locator("#security-policies-way-enforce").check();
        Response answer = page.waitForResponse(
                response -> response.request().method().equals("PUT"),
                () -> page.locator("[data-testid=security-policies-confirm-save]")
                        .click());
        answer.finished();
    }

    private void addRole(String role, String ranges) {
        choose("#security-policies-new-roles", role);
        page.locator("#security-policies-ip-roles-" + role).fill(ranges);
    }

    /** Types a name into a field that finds names, and takes the one that it offers. */
    private void choose(String field, String name) {
        page.locator(field).fill(name);
        page.locator(field + "-options")
                .getByText(name, new Locator.GetByTextOptions().setExact(true))
                .click();
    }

    private List<String> whatIf(String user, String address) {
        tab("whatif");
        page.locator("#security-policies-whatif-user").fill(user);
        page.locator("#security-policies-whatif-user").press("Tab");
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
