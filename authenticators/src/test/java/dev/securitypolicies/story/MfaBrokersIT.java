package dev.securitypolicies.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.securitypolicies.coverage.Aspect;
import dev.securitypolicies.coverage.Covers;
import dev.securitypolicies.coverage.Way;
import dev.securitypolicies.server.Admin;
import dev.securitypolicies.server.App;
import dev.securitypolicies.server.App.Tokens;
import dev.securitypolicies.server.Browser;
import dev.securitypolicies.server.Corp;
import dev.securitypolicies.server.Flows;
import dev.securitypolicies.server.Http;
import dev.securitypolicies.server.KeycloakNode;
import dev.securitypolicies.server.PolicyRealm;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.Servers;
import dev.securitypolicies.server.Totp;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Logins through an identity provider: a listed one has asked for the factor, any other one has not (R8); forced SSO (R6). */
final class MfaBrokersIT {

    private static final String HERE = "192.0.2.10";

    private static final KeycloakNode NODE = Servers.newest();

    @PolicyRealm(value = "mfa-brokers", sample = "required-mfa.json")
    private static Realm realm;

    private static Corp provider;
    private static Realm corp;

    private final App app = realm.publicApp();

    @BeforeAll
    static void prepare() {
        provider = Corp.of(NODE, realm, "IMPORT");
        corp = provider.home();
    }

    @BeforeEach
    void everyone() {
        realm.policy("mfa.everyone", "true");
    }

    @Test
    void aProviderBehindWhichNothingAsksLeadsNobodyIntoAFactor() {
        Http.Answer refused = throughCorp("alice");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(realm.lastRecord().at("/details/policy_reason").asText()).isEqualTo("mfa-not-asked-for");
    }

    @Test
    @Covers(
            value = Way.PROVIDER,
            as = {Aspect.FACTOR, Aspect.CHANGE})
    void aListedProviderHasAskedForTheFactor() {
        realm.policy("mfa.everyone", "true", "mfa.trustedIdentityProviders", "corp");
        Tokens tokens = app.code(throughCorp("bill"), HERE);
        assertThat(app.refresh(tokens, HERE).status()).isEqualTo(200);

        realm.policy("mfa.everyone", "true", "mfa.trustedIdentityProviders", "other");
        assertThat(app.refresh(tokens, HERE).error())
                .as("trust that is withdrawn")
                .isEqualTo("insufficient_user_authentication");
    }

    @Test
    void aFactorOfThisRealmIsNotPerformedElsewhere() {
        realm.policy();
        throughCorp("chris");
        realm.totp("chris", "chris-secret-0123456");
        realm.policy("mfa.everyone", "true");
        Http.Answer page = throughCorp("chris");
        assertThat(page.status()).isEqualTo(403);
        assertThat(realm.lastRecord().at("/details/policy_reason").asText()).isEqualTo("mfa-not-performed");
    }

    @Test
    void forcedSsoLeavesTheProviderAsTheOnlyWay() {
        realm.policy("sso.forced", "true");
        Http.Answer page = Browser.at(NODE, HERE).login(app, "pat");
        assertThat(page.status()).isEqualTo(403);
        assertThat(realm.lastRecord().at("/details/policy_reason").asText()).isEqualTo("sso-forced");
        assertThat(app.password("pat", HERE).text("error_description")).contains("sso-forced");
        Tokens tokens = app.code(throughCorp("bill"), HERE);
        assertThat(app.refresh(tokens, HERE).status()).isEqualTo(200);
        assertThat(realm.confidentialApp()
                        .token(HERE, Map.of("grant_type", "client_credentials"))
                        .status())
                .as("a service account has no login")
                .isEqualTo(200);
    }

    @Test
    void forcedSsoLetsMarkedUsersIn() {
        realm.user(
                "exception",
                List.of("Participant"),
                Map.of(
                        "securityPolicy.allowPassword", List.of("true"),
                        "securityPolicy.ip.groups", List.of("No IP Restrictions")));
        realm.policy("sso.forced", "true");
        assertThat(Browser.at(NODE, HERE).login(app, "exception").location()).contains("code=");
        assertThat(app.password("exception", HERE).status()).isEqualTo(200);
    }

    @Test
    void forcedSsoIsReportedOnlyWhereTheModeSaysSo() {
        realm.policy("sso.forced", "true", "mode", "report-only");
        Http.Answer answer = Browser.at(NODE, HERE).login(app, "pat");
        assertThat(app.code(answer, HERE).status()).isEqualTo(200);
        assertThat(realm.lastRecord().at("/details/policy_reason").asText()).isEqualTo("sso-forced");
        assertThat(realm.lastRecord().at("/details/policy_mode").asText()).isEqualTo("report-only");
    }

    @Test
    void aSuperAdminIsOnlyPromotedOnTheWordOfAListedProvider() {
        String email = "alice@subscriber.example";
        realm.policy("superAdmin.emails", email);
        throughCorp("alice");
        assertThat(roles("alice")).doesNotContain("super-admin");

        realm.policy("superAdmin.emails", email, "mfa.trustedIdentityProviders", "corp");
        throughCorp("alice");
        assertThat(roles("alice")).contains("super-admin");
    }

    @Test
    void aLinkMadeWithAStolenPasswordIsNoProof() {
        realm.user("dana", List.of("Participant"), Map.of());
        corp.user("dana", List.of("Participant"), Map.of());
        realm.policy("mfa.everyone", "true", "mfa.enrolFrom", "10.0.0.1", "mfa.trustedIdentityProviders", "corp");
        Browser thief = Browser.at(NODE, HERE);
        Http.Answer meets = thief.submit(
                thief.open(app, Map.of("kc_idp_hint", "corp")), Map.of("username", "dana", "password", "dana"));
        Http.Answer prove = thief.submit(meets, Map.of("submitAction", "linkAccount"));
        Http.Answer done = thief.submit(prove, Map.of("username", "dana", "password", "dana"));
        assertThat(done.status()).isEqualTo(403);
        assertThat(throughCorp("dana").status()).as("nor is it one later").isEqualTo(403);
        String path = realm.path("/users/" + realm.admin().userId(realm.name(), "dana"));
        assertThat(realm.admin()
                        .get(path)
                        .at("/attributes/securityPolicy.mfa.unprovenProviders/0")
                        .asText())
                .isEqualTo("corp");
    }

    @Test
    void underForcedSsoALinkMadeWithAStolenPasswordIsALoginWithThatPassword() {
        realm.policy();
        realm.user("fay", List.of("Participant"), Map.of());
        corp.user("fay", List.of("Participant"), Map.of());
        Browser thief = Browser.at(NODE, HERE);
        Http.Answer meets = thief.submit(
                thief.open(app, Map.of("kc_idp_hint", "corp")), Map.of("username", "fay", "password", "fay"));
        Http.Answer prove = thief.submit(meets, Map.of("submitAction", "linkAccount"));
        assertThat(thief.submit(prove, Map.of("username", "fay", "password", "fay"))
                        .location())
                .contains("code=");
        realm.policy("sso.forced", "true");
        assertThat(throughCorp("fay").status()).isEqualTo(403);
        assertThat(realm.lastRecord().at("/details/policy_reason").asText()).isEqualTo("sso-forced");
        String path = realm.path("/users/" + realm.admin().userId(realm.name(), "fay"));
        Admin.expect(204, realm.admin().call("DELETE", path + "/federated-identity/corp", ""));
        assertThat(realm.admin()
                        .get(path)
                        .at("/attributes/securityPolicy.sso.locallyLinkedProviders")
                        .isMissingNode())
                .as("an admin who removes the link removes its marks")
                .isTrue();
    }

    @Test
    void aMapperTakesNothingBackOfWhatIsRemembered() {
        realm.policy();
        realm.user("gail", List.of("Participant"), Map.of());
        corp.user("gail", List.of("Participant"), Map.of());
        Browser thief = Browser.at(NODE, HERE);
        Http.Answer meets = thief.submit(
                thief.open(app, Map.of("kc_idp_hint", "corp")), Map.of("username", "gail", "password", "gail"));
        Http.Answer prove = thief.submit(meets, Map.of("submitAction", "linkAccount"));
        thief.submit(prove, Map.of("username", "gail", "password", "gail"));
        realm.policy("sso.forced", "true");
        String mark = "securityPolicy.sso.locallyLinkedProviders";
        provider.whileMapperWrites(mark, "none", () -> {
            assertThat(throughCorp("gail").status()).isEqualTo(403);
            assertThat(throughCorp("gail").status())
                    .as("nor at the login after")
                    .isEqualTo(403);
        });
        assertThat(realm.lastRecord().at("/details/policy_reason").asText()).isEqualTo("sso-forced");
        assertThat(realm.admin()
                        .get(realm.path("/users/" + realm.admin().userId(realm.name(), "gail")))
                        .at("/attributes/" + mark)
                        .toString())
                .as("the mapper did write")
                .contains("none");
    }

    @Test
    @Covers(value = Way.PROVIDER, as = Aspect.FACTOR)
    void theFactorOfSomebodyElseIsNone() {
        realm.user("mal", List.of("Participant"), Map.of());
        realm.totp("mal", Totp.OTTO);
        realm.user("vic", List.of("Participant"), Map.of());
        realm.totp("vic", "vics-own-secret-0123");
        corp.user("vic", List.of("Participant"), Map.of());
        link("vic", "vic");
        assertThat(throughCorp("vic").status()).as("corp asks for no factor").isEqualTo(403);
        Flows flows = new Flows(realm);
        flows.create(
                "factor first",
                "auth-username-form",
                "REQUIRED",
                "auth-otp-form",
                "REQUIRED",
                "auth-password-form",
                "REQUIRED");
        String before = flows.bound();
        flows.bind("factor first");
        try {
            Browser browser = Browser.at(NODE, HERE);
            Http.Answer first = browser.open(app);
            String provider = Objects.requireNonNull(first.html().selectFirst("a#social-corp"))
                    .attr("href");
            Http.Answer otp = browser.submit(first, Map.of("username", "mal"));
            Http.Answer password = browser.submit(otp, Map.of("otp", new Totp(Totp.OTTO).code()));
            String action =
                    Objects.requireNonNull(password.html().selectFirst("form")).attr("action");
            String code = action.replaceAll(".*session_code=([^&]+).*", "$1");
            String url = URI.create(NODE.url())
                    .resolve(provider.replaceAll("session_code=[^&]+", "session_code=" + code))
                    .toString();
            Http.Answer login = browser.follow(browser.http().get(url));
            Http.Answer end = browser.submit(login, Map.of("username", "vic", "password", "vic"));
            assertThat(end.location()).doesNotContain("code=");
            assertThat(realm.lastRecord().at("/details/policy_reason").asText()).isEqualTo("mfa-not-performed");
        } finally {
            flows.bind(before);
        }
    }

    @Test
    @Covers(value = Way.PROVIDER, as = Aspect.FACTOR)
    void aLinkThatAStolenPasswordHasReplacedIsNoProof() {
        realm.user("rose", List.of("Participant"), Map.of());
        realm.totp("rose", Totp.OTTO);
        corp.user("rose", List.of("Participant"), Map.of());
        link("rose", "rose");
        corp.change("rose", Map.of("email", "other@subscriber.example"));
        corp.user("thief", List.of("Participant"), Map.of());
        corp.change("thief", Map.of("email", "rose@subscriber.example"));
        Flows flows = new Flows(realm);
        flows.create(
                "override",
                "idp-detect-existing-broker-user",
                "REQUIRED",
                "idp-username-password-form",
                "REQUIRED",
                "idp-confirm-override-link",
                "REQUIRED");
        firstFlow("override");
        realm.policy("mfa.everyone", "true", "mfa.trustedIdentityProviders", "corp");
        try {
            Browser thief = Browser.at(NODE, HERE);
            Http.Answer corpPage = thief.open(app, Map.of("kc_idp_hint", "corp"));
            Http.Answer page = thief.submit(corpPage, Map.of("username", "thief", "password", "thief"));
            page = thief.submit(page, Map.of("username", "rose", "password", "rose"));
            page = thief.submit(page, Map.of("submitAction", "confirmOverride"));
            assertThat(page.location()).doesNotContain("code=");
            assertThat(throughCorp("thief").location()).as("nor later").doesNotContain("code=");
            realm.policy("sso.forced", "true");
            assertThat(throughCorp("thief").status()).isEqualTo(403);
            assertThat(realm.lastRecord().at("/details/policy_reason").asText()).isEqualTo("sso-forced");
        } finally {
            firstFlow("first broker login");
        }
    }

    /** As an administrator links an account. */
    private static void link(String user, String atCorp) {
        String id = corp.admin().userId(corp.name(), atCorp);
        String path = realm.path("/users/" + realm.admin().userId(realm.name(), user) + "/federated-identity/corp");
        Admin.expect(204, realm.admin().call("POST", path, Map.of("userId", id, "userName", atCorp)));
    }

    @Test
    void underForcedSsoALinkThatNobodyHasProvenAnythingForIsTheProvidersOwn() {
        realm.user("linus", List.of("Participant"), Map.of());
        corp.user("linus", List.of("Participant"), Map.of());
        String flows = realm.path("/authentication/flows");
        Admin admin = realm.admin();
        Map<String, Object> flow =
                Map.of("alias", "auto", "providerId", "basic-flow", "topLevel", true, "builtIn", false);
        Admin.expect(201, admin.call("POST", flows, flow));
        for (String step : List.of("idp-create-user-if-unique", "idp-auto-link")) {
            Admin.expect(201, admin.call("POST", flows + "/auto/executions/execution", Map.of("provider", step)));
        }
        admin.get(flows + "/auto/executions").forEach(execution -> {
            ((ObjectNode) execution).put("requirement", "ALTERNATIVE");
            admin.call("PUT", flows + "/auto/executions", execution);
        });
        firstFlow("auto");
        realm.policy("sso.forced", "true");
        try {
            assertThat(throughCorp("linus").location()).contains("code=");
            assertThat(throughCorp("linus").location()).as("and later").contains("code=");
        } finally {
            firstFlow("first broker login");
        }
    }

    private static void firstFlow(String alias) {
        String path = realm.path("/identity-provider/instances/corp");
        ObjectNode provider = (ObjectNode) realm.admin().get(path);
        provider.put("firstBrokerLoginFlowAlias", alias);
        Admin.expect(204, realm.admin().call("PUT", path, provider));
    }

    @Test
    void afterARefusedPasswordTheProviderIsStillAWayIn() {
        realm.policy();
        throughCorp("bill");
        realm.policy("sso.forced", "true");
        Browser browser = Browser.at(NODE, HERE);
        assertThat(browser.login(app, "pat").status()).isEqualTo(403);
        Http.Answer login = browser.open(app, Map.of("kc_idp_hint", "corp"));
        assertThat(browser.submit(login, Map.of("username", "bill", "password", "bill"))
                        .location())
                .contains("code=");
    }

    @Test
    void aRemovedLinkDoesNotMakeAnEmailTrustworthy() {
        String email = "chris@subscriber.example";
        realm.policy();
        throughCorp("chris");
        String path = realm.path("/users/" + realm.admin().userId(realm.name(), "chris"));
        realm.removeFactors("chris");
        realm.change("chris", Map.of("credentials", List.of(Map.of("type", "password", "value", "chris"))));
        Admin.expect(204, realm.admin().call("DELETE", path + "/federated-identity/corp", ""));
        realm.policy("superAdmin.emails", email);
        app.password("chris", HERE);
        assertThat(roles("chris")).doesNotContain("super-admin");
    }

    private static List<String> roles(String user) {
        String id = realm.admin().userId(realm.name(), user);
        return realm.admin()
                .get(realm.path("/users/" + id + "/role-mappings/realm"))
                .findValuesAsText("name");
    }

    private static Http.Answer throughCorp(String user) {
        return provider.login(user, HERE);
    }
}
