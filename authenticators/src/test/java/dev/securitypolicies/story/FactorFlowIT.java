package dev.securitypolicies.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.securitypolicies.server.Admin;
import dev.securitypolicies.server.Browser;
import dev.securitypolicies.server.Flows;
import dev.securitypolicies.server.Http;
import dev.securitypolicies.server.KeycloakNode;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.Servers;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of flows that admins have shaped, while a factor is demanded (R8): nothing gets weaker, and nothing breaks. */
final class FactorFlowIT {

    private static final String HERE = "192.0.2.10";
    private static final String REQUIRED = "REQUIRED";
    private static final String ALTERNATIVE = "ALTERNATIVE";

    private static final KeycloakNode NODE = Servers.newest();

    private static final AtomicInteger COUNT = new AtomicInteger();

    private Realm realm = new Realm(NODE, "none");
    private Flows flows = new Flows(realm);

    @BeforeEach
    void nothingDemanded() {
        realm = Realm.requiredMfa(NODE, "flow-" + COUNT.incrementAndGet());
        flows = new Flows(realm);
        realm.policy();
    }

    @Test
    void aRequiredFactorStaysRequired() {
        flows.create("strict", "auth-cookie", ALTERNATIVE);
        flows.subflow(
                "strict",
                "strict forms",
                ALTERNATIVE,
                "auth-username-password-form",
                REQUIRED,
                "auth-otp-form",
                REQUIRED);
        flows.bind("strict");
        realm.policy("mfa.roles", "Treasurer");
        assertThat(flows.bound()).isEqualTo("strict");
        Http.Answer page = Browser.at(NODE, HERE).login(realm.publicApp(), "otto");
        assertThat(page.html().selectFirst("#otp")).isNotNull();
    }

    @Test
    void aFactorNeverTakesThePlaceOfThePassword() {
        flows.create("passkeys", "auth-cookie", ALTERNATIVE);
        flows.subflow("passkeys", "passkey forms", ALTERNATIVE, "auth-username-form", REQUIRED);
        flows.subflow(
                "passkey forms",
                "passkey or password",
                REQUIRED,
                "webauthn-authenticator-passwordless",
                ALTERNATIVE,
                "auth-password-form",
                ALTERNATIVE);
        flows.bind("passkeys");
        realm.policy("mfa.roles", "Treasurer");
        assertThat(flows.bound()).as("no safe place: a finding instead").isEqualTo("passkeys");
        assertThat(NODE.log()).contains("the flow `passkeys` cannot be extended: it has no place for a second factor");
    }

    @Test
    void anOptionalPasswordStaysWhatItIs() {
        flows.create("mini", "auth-cookie", ALTERNATIVE, "auth-username-password-form", ALTERNATIVE);
        flows.bind("mini");
        realm.policy("mfa.roles", "Treasurer");
        assertThat(flows.bound()).isEqualTo("mini");
        assertThat(Browser.at(NODE, HERE).login(realm.publicApp(), "pat").location())
                .contains("code=");
    }

    @Test
    void aFlowWithoutAnyFactorGetsAStepBehindThePassword() {
        flows.create("plain", "auth-cookie", ALTERNATIVE);
        flows.subflow("plain", "plain forms", ALTERNATIVE, "auth-username-password-form", REQUIRED);
        flows.bind("plain");
        realm.policy("mfa.roles", "Treasurer");
        assertThat(flows.bound()).isEqualTo("plain - security policies");
        assertThat(flows.executions("plain")).doesNotContain("otp");
        Http.Answer page = Browser.at(NODE, HERE).login(realm.publicApp(), "otto");
        assertThat(page.html().selectFirst("#otp")).isNotNull();
        assertThat(Browser.at(NODE, HERE).login(realm.publicApp(), "pat").location())
                .contains("code=");
    }

    @Test
    void aRealmThatWasExportedAndImportedFindsTheWayBack() {
        flows.create("plain", "auth-cookie", ALTERNATIVE);
        flows.subflow("plain", "plain forms", ALTERNATIVE, "auth-username-password-form", REQUIRED);
        flows.bind("plain");
        realm.policy("mfa.roles", "Treasurer");
        String export = realm.path("/partial-export?exportClients=true&exportGroupsAndRoles=true");
        ObjectNode exported =
                (ObjectNode) realm.admin().call("POST", export, "").json();
        exported.withObject("/components").remove("dev.securitypolicies.keycloak.store.RealmStateComponent");
        Admin.expect(204, realm.admin().call("DELETE", realm.path(""), ""));
        Admin.expect(201, realm.admin().call("POST", "/admin/realms", exported));
        assertThat(flows.bound()).isEqualTo("plain - security policies");
        realm.policy("mfa.roles", "");
        assertThat(flows.bound()).isEqualTo("plain");
        realm.policy("mfa.roles", "Treasurer");
        assertThat(flows.bound()).startsWith("plain - security policies");
    }

    @Test
    void aLongNameDoesNotLoseTheWholeSave() {
        String name = "long ".repeat(45);
        flows.create(name, "auth-cookie", ALTERNATIVE);
        flows.subflow(name, "long forms", ALTERNATIVE, "auth-username-password-form", REQUIRED);
        flows.bind(name);
        realm.policy("mfa.roles", "Treasurer");
        assertThat(realm.admin()
                        .get(realm.path(""))
                        .at("/attributes/securityPolicy.mfa.roles")
                        .asText())
                .isEqualTo("Treasurer");
        assertThat(flows.bound()).startsWith("long long").endsWith(" - security policies");
    }

    @Test
    void twoRequiredFactorsStayBothRequired() {
        flows.create("both", "auth-cookie", ALTERNATIVE);
        flows.subflow(
                "both",
                "both forms",
                ALTERNATIVE,
                "auth-username-password-form",
                REQUIRED,
                "auth-otp-form",
                REQUIRED,
                "webauthn-authenticator",
                REQUIRED);
        flows.bind("both");
        realm.policy("mfa.roles", "Treasurer");
        assertThat(flows.bound()).isEqualTo("both");
    }

    @Test
    void theCopyGoesWithTheDemand() {
        realm.policy("mfa.roles", "Treasurer");
        realm.policy();
        assertThat(flows.bound()).isEqualTo("browser");
        assertThat(flows.executions("browser - security policies")).isEmpty();
        realm.policy("mfa.roles", "Treasurer");
        assertThat(flows.bound()).isEqualTo("browser - security policies");
    }

    @Test
    void aCopyThatIsUsedElsewhereOrWasChangedStays() {
        realm.policy("mfa.roles", "Treasurer");
        flows.require("browser - security policies", "auth-recovery-authn-code-form", ALTERNATIVE);
        String shaped = flows.executions("browser - security policies");
        realm.policy();
        assertThat(flows.bound()).isEqualTo("browser");
        assertThat(flows.executions("browser - security policies")).isEqualTo(shaped);
        realm.policy("mfa.roles", "Treasurer");
        assertThat(flows.bound()).isEqualTo("browser - security policies 2");
    }

    @Test
    void aResetThatTakesTheFactorAwayIsAFinding() {
        flows.configure("reset credentials", "reset-otp", Map.of("action_on_otp_reset_flag", "Remove all"));
        realm.policy("mfa.roles", "Treasurer");
        assertThat(NODE.log()).contains("the flow `reset credentials` lets a link in an e-mail remove a factor");
    }
}
