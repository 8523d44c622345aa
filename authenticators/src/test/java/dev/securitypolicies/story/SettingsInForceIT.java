package dev.securitypolicies.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.securitypolicies.server.Admin;
import dev.securitypolicies.server.App;
import dev.securitypolicies.server.Browser;
import dev.securitypolicies.server.KeycloakNode;
import dev.securitypolicies.server.PolicyRealm;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.Servers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a policy does to the realm itself: session lifetime (R9), super admins (R10), the browser flow (R8). */
final class SettingsInForceIT {

    private static final String HERE = "192.0.2.10";

    private static final KeycloakNode NODE = Servers.newest();

    @PolicyRealm(value = "in-force", sample = "required-mfa.json")
    private static Realm realm;

    @BeforeEach
    void nothing() {
        realm.policy();
        realm.change(Map.of("ssoSessionIdleTimeout", 1_800, "ssoSessionMaxLifespan", 36_000, "browserFlow", "browser"));
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 480, 43_200})
    void theLifetimeIsThatOfTheSsoSession(int minutes) {
        realm.policy("session.lifetimeMinutes", String.valueOf(minutes));
        assertLifetime(minutes * 60, minutes * 60);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4", "43201", "1.5", "eight hours", "-480", "480m", " "})
    void aLifetimeThatCannotBeReadChangesNothing(String value) {
        realm.policy("session.lifetimeMinutes", value);
        assertLifetime(1_800, 36_000);
        if (!value.isBlank()) {
            assertThat(NODE.log())
                    .contains("realm `in-force`: securityPolicy.session.lifetimeMinutes: `" + value + "`");
        }
    }

    @Test
    void theLifetimeOfThePolicyWinsOverTheStockSetting() {
        realm.policy("session.lifetimeMinutes", "480");
        realm.change(Map.of("ssoSessionIdleTimeout", 99_999));
        assertLifetime(28_800, 28_800);
        realm.policy();
        assertLifetime(28_800, 28_800);
    }

    @Test
    void anImportedRealmHasItsLifetime() {
        Realm imported = Realm.requiredMfa(NODE, "in-force-imported");
        assertThat(imported.admin()
                        .get(imported.path(""))
                        .path("ssoSessionIdleTimeout")
                        .asInt())
                .isEqualTo(480 * 60);
    }

    @Test
    void aListedAndVerifiedEmailIsPromotedOnceEver() {
        realm.user("boss", List.of("Participant"), Map.of());
        realm.policy("superAdmin.emails", "Boss@Subscriber.Example");
        App app = realm.publicApp();
        assertThat(app.code(Browser.at(NODE, HERE).login(app, "boss"), HERE).roles())
                .as("with the first token already")
                .contains("super-admin");
        JsonNode record = realm.lastRecord();
        assertThat(record.at("/details/policy_reason").asText()).isEqualTo("super-admin-promoted");
        assertThat(record.at("/details/policy_role").asText()).isEqualTo("super-admin");

        String mappings = realm.path("/users/" + realm.admin().userId("in-force", "boss") + "/role-mappings/realm");
        JsonNode role = realm.admin().get(realm.path("/roles/super-admin"));
        Admin.expect(204, realm.admin().call("DELETE", mappings, "[" + role + "]"));
        assertThat(app.password("boss", HERE).roles())
                .as("what an admin takes away stays away")
                .doesNotContain("super-admin");
    }

    @Test
    void promotionComesBeforeTheQuestionForTheFactor() {
        realm.user("chief", List.of("Participant"), Map.of());
        realm.policy("superAdmin.emails", "chief@subscriber.example", "mfa.admins", "true");
        assertThat(Browser.at(NODE, HERE)
                        .login(realm.publicApp(), "chief")
                        .html()
                        .selectFirst("#security-policy-enrol"))
                .isNotNull();
    }

    @Test
    void promotionComesAfterTheAddressWasAccepted() {
        realm.user("remote", List.of("Participant"), Map.of());
        String elsewhere = "{\"Treasurer\": [\"*\"]}"; // so that the login page is there
        realm.policy(
                "superAdmin.emails", "remote@subscriber.example", "ip.subscriber", "10.15.1.*", "ip.roles", elsewhere);
        assertThat(Browser.at(Servers.newest(), HERE)
                        .login(realm.publicApp(), "remote")
                        .status())
                .as("a refusal at a page is not rolled back, as one of a grant is")
                .isEqualTo(403);
        realm.policy("superAdmin.emails", "");
        assertThat(realm.publicApp().password("remote", HERE).roles()).doesNotContain("super-admin");
    }

    @ParameterizedTest(name = "{0}: {3}")
    @CsvSource(
            delimiter = ';',
            value = {
                "unverified; eve@subscriber.example;       false; not verified",
                "lookalike;  \u0430da@subscriber.example;  true;  a Cyrillic letter",
                "longer;     ada@subscriber.example.evil;  true;  a longer domain",
            })
    void nobodyElseIsPromoted(String user, String email, boolean verified, String why) {
        realm.user(user, List.of("Participant"), Map.of());
        realm.change(user, Map.of("email", email, "emailVerified", verified));
        realm.policy("superAdmin.emails", "eve@subscriber.example, ada@subscriber.example");
        assertThat(realm.publicApp().password(user, HERE).roles()).as(why).doesNotContain("super-admin");
    }

    @Test
    void aListThatIsTooLongListsNobody() {
        realm.user("late", List.of("Participant"), Map.of());
        String filler = "x".repeat(1_001 - "late@subscriber.example,".length());
        realm.policy("superAdmin.emails", "late@subscriber.example," + filler);
        assertThat(realm.publicApp().password("late", HERE).roles()).doesNotContain("super-admin");
        assertThat(NODE.log()).contains("the list has 1001 characters");
    }

    @Test
    void aMissingRoleIsAFindingAndNeverCreated() {
        realm.user("heir", List.of("Participant"), Map.of());
        realm.policy("superAdmin.emails", "heir@subscriber.example", "superAdmin.role", "emperor");
        assertThat(realm.publicApp().password("heir", HERE).status()).isEqualTo(200);
        assertThat(realm.lastRecord().at("/details/policy_reason").asText()).isEqualTo("super-admin-role-missing");
        assertThat(realm.admin().call("GET", realm.path("/roles/emperor"), "").status())
                .isEqualTo(404);
    }

    @Test
    void theBrowserFlowIsCopiedWhileAFactorIsDemandedAndBoundBackAfterwards() {
        String before = executions("browser");
        realm.policy("mfa.everyone", "true");
        assertThat(boundFlow()).isEqualTo("browser - security policies");
        assertThat(executions("browser%20-%20security%20policies"))
                .contains("auth-otp-form ALTERNATIVE")
                .contains("webauthn-authenticator ALTERNATIVE")
                .contains("webauthn-authenticator-passwordless ALTERNATIVE")
                .doesNotContain("security-policy");
        assertThat(executions("browser")).as("the original is not touched").isEqualTo(before);
        assertThat(flowChanges()).isEqualTo("browser -> browser - security policies");

        realm.policy("mfa.everyone", "true", "mode", "report-only");
        assertThat(boundFlow()).as("report-only demands nothing").isEqualTo("browser");
        assertThat(flowChanges()).isEqualTo("browser - security policies -> browser");
    }

    @Test
    void anAdminWhoBindsAnotherFlowIsNotOverruled() {
        realm.policy("mfa.everyone", "true");
        realm.change(Map.of("browserFlow", "browser"));
        realm.policy("mfa.everyone", "true", "mfa.graceDays", "3");
        assertThat(boundFlow()).isEqualTo("browser");
    }

    @Test
    void aFlowThatCannotAskIsAFinding() {
        realm.policy("mfa.everyone", "true");
        realm.change(Map.of("browserFlow", "browser"));
        realm.policy("mfa.everyone", "true", "mfa.roles", "Nobody", "mfa.trustedIdentityProviders", "nowhere");
        realm.publicApp().password("pat", HERE);
        assertThat(NODE.log())
                .contains(
                        "realm `in-force`: securityPolicy.mfa.everyone: the browser flow `browser` does not"
                                + " always ask for `webauthn-authenticator (no step)`, `webauthn-authenticator-passwordless (no step)`")
                .contains("realm `in-force`: securityPolicy.mfa.roles, entry 1: `Nobody` is not a role of the realm")
                .contains("`nowhere` is not an identity provider of the realm");
    }

    private static void assertLifetime(int idle, int max) {
        JsonNode found = realm.admin().get(realm.path(""));
        assertThat(found.path("ssoSessionIdleTimeout").asInt()).isEqualTo(idle);
        assertThat(found.path("ssoSessionMaxLifespan").asInt()).isEqualTo(max);
    }

    private static String boundFlow() {
        return realm.admin().get(realm.path("")).path("browserFlow").asText();
    }

    private static String executions(String flow) {
        StringBuilder steps = new StringBuilder();
        realm.admin()
                .get(realm.path("/authentication/flows/" + flow + "/executions"))
                .forEach(execution -> steps.append(execution.path("providerId").asText())
                        .append(' ')
                        .append(execution.path("requirement").asText())
                        .append('\n'));
        return steps.toString();
    }

    private static String flowChanges() {
        for (JsonNode event : realm.admin().get(realm.path("/admin-events?max=50"))) {
            if (event.path("resourcePath").asText().equals("security-policy/authentication/flows")) {
                JsonNode change =
                        Admin.parse(event.path("representation").asText()).at("/changes/browserFlow");
                return change.path("old").asText() + " -> " + change.path("new").asText();
            }
        }
        return "none";
    }
}
