package dev.securitypolicies.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.securitypolicies.server.App;
import dev.securitypolicies.server.Browser;
import dev.securitypolicies.server.Http;
import dev.securitypolicies.server.KeycloakNode;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.Servers;
import dev.securitypolicies.server.Web;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A newer Keycloak in which the hooks have moved, on a real server whose classes were changed: what nobody can guard is refused, the log says why, and
 * everything else goes on, the admin console first of all.
 */
final class MovedHooksIT {

    private static final String OFFICE = "10.15.1.55";
    private static final String UNGUARDED = "a request was refused because its guard is not in force";

    private static KeycloakNode node;
    private static Realm realm;

    @BeforeAll
    static void start() {
        node = Servers.startWithMovedHooks();
        realm = Realm.sample(node, "moved");
        realm.client("asks-consent", Map.of("consentRequired", true));
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    /** One line for each thing that has moved, with its name. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            the methods [processConsent] of the resource `LOGIN_ACTIONS`
            the methods [requiredActionGET, requiredActionPOST] of the resource `LOGIN_ACTIONS`
            the methods [clientInitiatedAccountLinking] of the resource `BROKER`
            the methods [retrieveTokenV1, retrieveTokenV2] of the resource `BROKER`
            the text `Remove none`
            """)
    void theLogNamesWhatIsMissing(String what) {
        assertThat(node.log())
                .containsPattern("ERROR .*" + java.util.regex.Pattern.quote(what)
                        + ".* cannot be found in this version of Keycloak");
    }

    @Test
    void theStatusHasAFindingForEach() {
        assertThat(realm.admin().get(realm.path("/security-policy/status")).path("findings"))
                .filteredOn(finding -> finding.path("code").asText().equals("moved-in-keycloak"))
                .hasSize(5)
                .allSatisfy(
                        finding -> assertThat(finding.path("severity").asText()).isEqualTo("error"));
    }

    @Test
    void theConsentPageGivesNoSession() {
        App app = new App(node, "moved", "asks-consent", null);
        realm.user("dora", List.of("Participant"), Map.of());
        Browser browser = Browser.at(node, OFFICE);
        assertThat(browser.login(app, "dora").status()).as("the page").isEqualTo(403);
        int before = refusals();
        String consent = browser.lastPage().replace("required-action", "consent");
        assertThat(browser.http().post(consent, Map.of("accept", "Yes")).status())
                .as("the answer")
                .isEqualTo(403);
        assertThat(refusals()).isEqualTo(before + 1);
        assertThat(realm.admin().sessions("moved", "dora")).isZero();
    }

    @Test
    void noRequiredActionCanBeDone() {
        realm.user("paula", List.of("Participant"), Map.of());
        realm.change("paula", Map.of("requiredActions", List.of("UPDATE_PASSWORD")));
        Browser browser = Browser.at(node, OFFICE);
        int before = refusals();
        Http.Answer answer = browser.follow(browser.login(realm.publicApp(), "paula"));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(refusals()).isGreaterThan(before);
        assertThat(realm.admin().sessions("moved", "paula")).isZero();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            link,  an application cannot have a provider linked
            token, nor fetch the token that a provider gave
            """)
    void noProviderIsLinkedAndNoTokenFetched(String path, String because) {
        int before = refusals();
        assertThat(Browser.at(node, OFFICE)
                        .http()
                        .get(node.url() + "/realms/moved/broker/corp/" + path)
                        .status())
                .as(because)
                .isEqualTo(403);
        assertThat(refusals()).isEqualTo(before + 1);
    }

    /** What was not moved is guarded as ever: the decisions themselves rest on no name. */
    @Test
    void loginsAndTokensFollowThePolicyAsBefore() {
        realm.table();
        App app = realm.publicApp();
        assertThat(app.code(Browser.at(node, OFFICE).login(app, "alice"), OFFICE)
                        .roles())
                .contains("Mobile", "Participant")
                .doesNotContain("Administrator");
        assertThat(app.password("alice", "67.25.19.198").roles())
                .contains("Mobile")
                .doesNotContain("Participant");
    }

    @Test
    void theConsoleIsWholeAndSaysIt() {
        try (var context = Web.page(OFFICE, "en").context()) {
            Page page = context.pages().get(0);
            page.navigate(node.localhostUrl() + "/admin/master/console/#/moved/users");
            Web.signIn(page, "admin");
            assertThat(page.getByText("alice").first()).isVisible();
            page.locator("[data-testid=nav-item-security-policies]").click();
            assertThat(page.getByText("This version of Keycloak lacks something that the pack needs")
                            .first())
                    .isVisible();
        }
    }

    private static int refusals() {
        return node.log().split(UNGUARDED, -1).length - 1;
    }
}
