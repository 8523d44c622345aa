package dev.securitypolicies.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.securitypolicies.server.Api;
import dev.securitypolicies.server.App;
import dev.securitypolicies.server.KeycloakNode;
import dev.securitypolicies.server.PolicyRealm;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.Servers;
import dev.securitypolicies.server.Web;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Know before you save, prove afterwards: Ada closes the old office, and Otto audits what she did. */
final class ConsoleInsightIT {

    private static final String VPN = "198.51.100.10";
    private static final String OLD_OFFICE = "203.0.113.0/24";
    private static final String ELSEWHERE = "8.8.8.8";
    private static final List<String> WORKERS =
            IntStream.rangeClosed(1, 14).mapToObj("worker%02d"::formatted).toList();

    private static final KeycloakNode NODE = Servers.newest();

    @PolicyRealm("insight")
    private static Realm realm;

    private final Page page = Web.page(VPN, "en");

    @BeforeAll
    static void aRealmWithAnOffice() {
        realm.policy(
                "ip.subscriber",
                "@office, @vpn",
                "ip.groups",
                "{\"office\": [\"" + OLD_OFFICE + "\"], \"vpn\": [\"198.51.100.0/24\"]}");
        realm.change(Map.of("eventsEnabled", true, "enabledEventTypes", List.of("LOGIN")));
        realm.administers("ada", "realm-admin");
        realm.user("otto", List.of("Participant"), Map.of());
        List.of("view-realm", "view-events", "view-users").forEach(right -> realm.administers("otto", right));
        WORKERS.forEach(worker -> {
            realm.user(worker, List.of("Participant"), Map.of());
            realm.publicApp().password(worker, "203.0.113." + (WORKERS.indexOf(worker) + 1));
        });
    }

    @AfterEach
    void close() {
        page.context().close();
    }

    @Test
    void adaClosesTheOfficeAndOttoAuditsIt() throws IOException {
        open();
        fourteenPeopleWouldBeRefusedAndAreNamed();
        sheAddsTheirNetworkAndOnlyReportsAtFirst();
        oneDayLaterSomebodyWasReported();
        sheEnforcesAndConfirms();
        thePrintedReportTellsItAll();
        theAuditorFindsEachStep();
    }

    private void fourteenPeopleWouldBeRefusedAndAreNamed() {
        tab("ip");
        page.locator("#security-policies-ip-subscriber").fill("@vpn");
        page.locator("[data-testid=security-policies-save]").click();
        Locator effect = page.locator("[data-testid=security-policies-effect]");
        assertThat(effect).containsText("14 users who logged in during the last 30 days would be refused (14 logins)");
        effect.getByText("Who, and from where").click();
        WORKERS.forEach(worker -> assertThat(effect).containsText(worker));
        assertThat(effect).containsText(OLD_OFFICE + " (14 users)");
        Web.screenshot(page, "console-effect");
    }

    private void sheAddsTheirNetworkAndOnlyReportsAtFirst() {
        Locator effect = page.locator("[data-testid=security-policies-effect]");
        effect.getByRole(AriaRole.BUTTON, named("Add to …")).click();
        page.getByText("Add to @vpn").click();
        assertThat(effect).containsText("None of the logins of the last 30 days would be refused");
        page.locator("[role=dialog]").getByText("Cancel").click();
        tab("overview");
        page.locator("#security-policies-mode").selectOption("report-only");
        save("enforce");
        assertThat(page.locator("body")).containsText("Settings saved.");
    }

    private void oneDayLaterSomebodyWasReported() {
        realm.publicApp().password(WORKERS.get(0), ELSEWHERE);
        String id = realm.admin().get(realm.path("")).path("id").asText();
        Servers.sqlOnNewest("update event_entity set event_time = event_time - 86400000 where realm_id = '" + id + "'");
        Servers.sqlOnNewest(
                "update admin_event_entity set admin_event_time = admin_event_time - 86400000 where realm_id = '" + id
                        + "'");
        page.reload();
        Locator record = page.locator("[data-testid=security-policies-report]");
        record.getByText("Look").click();
        Locator charts = page.locator("[data-testid=security-policies-charts]");
        assertThat(charts).containsText("None of the user’s roles may be used from this address.");
        assertThat(charts).containsText("Users who must have one");
        Web.screenshot(page, "console-overview-report");
    }

    private void sheEnforcesAndConfirms() {
        page.locator("#security-policies-mode").selectOption("enforce");
        save("confirm");
        assertThat(page.locator("body")).containsText("A change by ada is awaiting confirmation");
        page.getByText("Keep the change").click();
        assertThat(page.getByText("is awaiting confirmation")).hasCount(0);
    }

    private void thePrintedReportTellsItAll() throws IOException {
        Locator section = page.locator("[data-testid=security-policies-report]");
        section.getByText("Print", new Locator.GetByTextOptions().setExact(true))
                .click();
        Page sheet = page.context()
                .waitForPage(
                        () -> section.getByText("Open the sheet to print it").click());
        sheet.waitForLoadState();
        Web.screenshot(sheet, "report");
        Locator body = sheet.locator("body");
        assertThat(body).containsText("Security policy of " + realm.name());
        assertThat(body).containsText("Everyone may log in from @vpn.");
        assertThat(body).containsText("The IP group vpn is 198.51.100.0/24, " + OLD_OFFICE + ".");
        assertThat(body).containsText("report-only");
        sheet.close();
        Download csv = page.waitForDownload(() -> page.locator("[data-testid=security-policies-report]")
                .getByText("CSV", new Locator.GetByTextOptions().setExact(true))
                .click());
        assertThat(Files.readString(csv.path())).contains("Who can enter from where,everyone,");
    }

    private void theAuditorFindsEachStep() {
        JsonNode report = new Api(realm, "otto", VPN).json("/report");
        List<JsonNode> byAda = report.path("changes")
                .valueStream()
                .filter(change -> change.path("author").asText().equals("ada"))
                .toList();
        assertThat(byAda)
                .as("in report-only, enforced and awaiting confirmation, confirmed")
                .hasSizeGreaterThanOrEqualTo(2);
        assertThat(byAda)
                .allSatisfy(
                        change -> assertThat(change.path("address").asText()).isEqualTo(VPN));
        assertThat(byAda.get(0).at("/changes/securityPolicy.ip.subscriber/new").asText())
                .isEqualTo("@vpn");
        assertThat(byAda.get(0).at("/changes/securityPolicy.mode/new").asText()).isEqualTo("report-only");
        assertThat(report.at("/periods/0/mode").asText()).isEqualTo("report-only");
        assertThat(report.path("refusals").findValuesAsText("kind")).contains("reported");
        assertThat(report.path("refusals").findValuesAsText("network")).contains("8.8.8.0/24");
        assertThat(App.names(report.path("policy"))).contains("The policy is enforced.");
    }

    /** Beside the story: who and where, with the networks that people come from. */
    @Test
    void whoAndWhere() {
        open();
        tab("access");
        page.locator("#security-policies-access-kind").selectOption("address");
        page.locator("#security-policies-access-value").fill(VPN);
        page.getByText("Ask", new Page.GetByTextOptions().setExact(true)).click();
        Locator answer = page.locator("[data-testid=security-policies-access]");
        assertThat(answer.locator("table")).hasAttribute("aria-label", "Who may enter from " + VPN);
        assertThat(answer).containsText("ada");
        page.getByText("Look at the logins").click();
        assertThat(page.locator("[data-testid=security-policies-networks]")).containsText("203.0.113.0/28");
        Web.screenshot(page, "console-access");
        tab("overview");
        Locator matrix = page.locator("[data-testid=security-policies-matrix]");
        assertThat(matrix).containsText("Anywhere else");
        matrix.locator("tbody tr").first().locator("button").first().click();
        assertThat(page.locator("[data-testid=security-policies-matrix-cell]")).containsText("The list that decides:");
        page.evaluate("() => document.querySelector('[data-testid=security-policies-matrix]').scrollIntoView()");
        Web.screenshot(page, "console-matrix");
    }

    private static Locator.GetByRoleOptions named(String name) {
        return new Locator.GetByRoleOptions().setName(name);
    }

    private void save(String way) {
        page.locator("[data-testid=security-policies-save]").click();
        Locator choice = page.locator("#security-policies-way-" + way);
        assertThat(page.locator("[data-testid=security-policies-confirm-save]")).isEnabled();
        if (choice.count() > 0) {
            choice.check();
        }
        page.locator("[data-testid=security-policies-confirm-save]").click();
    }

    private void tab(String name) {
        page.locator("[data-testid=security-policies-tab-" + name + "]").first().click();
    }

    private void open() {
        page.navigate(NODE.localhostUrl() + "/admin/" + realm.name() + "/console/");
        Web.signIn(page, "ada");
        page.locator("[data-testid=nav-item-security-policies]").click();
        page.locator("[data-testid=security-policies-page]").waitFor();
    }
}
