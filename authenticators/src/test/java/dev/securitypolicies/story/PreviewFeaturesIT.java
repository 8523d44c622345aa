package dev.securitypolicies.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.securitypolicies.coverage.Aspect;
import dev.securitypolicies.coverage.Covers;
import dev.securitypolicies.coverage.Way;
import dev.securitypolicies.server.Admin;
import dev.securitypolicies.server.App;
import dev.securitypolicies.server.App.Tokens;
import dev.securitypolicies.server.Await;
import dev.securitypolicies.server.Browser;
import dev.securitypolicies.server.Corp;
import dev.securitypolicies.server.Http;
import dev.securitypolicies.server.KeycloakNode;
import dev.securitypolicies.server.PolicyRealm;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.SamlApp;
import dev.securitypolicies.server.Servers;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ways in that a server has only with preview features. */
final class PreviewFeaturesIT {

    private static final String VPN = "10.15.1.11";
    private static final String AWAY = "67.25.19.198";
    private static final String TOKEN_TYPE = "urn:ietf:params:oauth:token-type:";
    private static final KeycloakNode NODE = Servers.preview();

    @PolicyRealm(value = "preview", on = PolicyRealm.Server.PREVIEW)
    private static Realm realm;

    private static App legacy;

    @Nullable
    private static Corp corp;

    @BeforeAll
    static void prepare() {
        realm.change(Map.of("scimApiEnabled", true));
        corp = Corp.of(NODE, realm, "IMPORT");
        legacy = realm.client("legacy", Map.of("publicClient", false, "secret", "s"));
    }

    @BeforeEach
    void table() {
        realm.table();
    }

    @Test
    void theServerHasNoDoorThatThePackDoesNotKnow() {
        JsonNode status = realm.admin().get(realm.path("/security-policy/status"));
        assertThat(status.path("findings"))
                .as("%s", status.path("findings"))
                .noneMatch(finding -> finding.path("code").asText().equals("unknown-way"));
        assertThat(NODE.log()).doesNotContain("is not known to the pack");
    }

    @Test
    @Covers(value = Way.LEGACY_EXCHANGE, as = Aspect.ROLE)
    void aLegacyExchangeForgetsNothing() {
        Tokens away = legacy.password("chris", AWAY);
        Tokens once = exchange(away, VPN, Map.of());
        assertThat(once.roles()).containsExactly("Mobile");
        Tokens refreshable = exchange(once, VPN, Map.of("requested_token_type", TOKEN_TYPE + "refresh_token"));
        assertThat(refreshable.roles()).containsExactly("Mobile");
        assertThat(legacy.refresh(refreshable, VPN).roles()).containsExactly("Mobile");
        assertThat(exchange(legacy.password("chris", VPN), VPN, Map.of()).roles())
                .as("it can be exchanged at all")
                .contains("Administrator");
    }

    @Test
    @Covers(value = Way.LEGACY_EXCHANGE, as = Aspect.ROLE)
    void anExchangeToSamlCarriesNoMoreThanTheToken() {
        SamlApp.of(realm, "crm");
        realm.letExchange("legacy", "crm");
        Map<String, String> saml = Map.of("requested_token_type", TOKEN_TYPE + "saml2", "audience", "crm");
        assertThat(assertion(exchange(legacy.password("chris", VPN), VPN, saml)))
                .contains("Administrator", "Mobile");
        assertThat(assertion(exchange(legacy.password("chris", AWAY), VPN, saml)))
                .contains("Mobile")
                .doesNotContain("Administrator");
        Tokens inside = legacy.password("chris", VPN);
        assertThat(assertion(exchange(inside, AWAY, saml)))
                .as("the request's own address counts as well")
                .doesNotContain("Administrator");
    }

    @Test
    @Covers(value = Way.REGISTRATION, as = Aspect.ADDRESS)
    void anEmailWrittenOverScimMakesNoSuperAdmin() {
        realm.policy("superAdmin.emails", "top@subscriber.example");
        Admin.expect(201, realm.admin().call("POST", realm.path("/roles"), Map.of("name", "super-admin")));
        realm.user("helper", List.of("Participant"), Map.of());
        realm.administers("helper", "manage-users");
        realm.user("low", List.of("Participant"), Map.of());
        Http helper = new Http();
        helper.headers(
                "X-Forwarded-For",
                VPN,
                "Authorization",
                "Bearer " + scimClient().password("helper", VPN).text("access_token"));
        String user = NODE.url() + "/realms/preview/scim/v2/Users/" + id("low");
        ObjectNode low = (ObjectNode) helper.get(user).json();
        low.remove("emails");
        low.putArray("emails")
                .addObject()
                .put("value", "top@subscriber.example")
                .put("primary", true);
        Http.Answer saved = helper.json("PUT", user, low);
        assertThat(saved.status()).as(saved.body()).isEqualTo(200);
        JsonNode after = realm.admin().get(realm.path("/users/" + id("low")));
        assertThat(after.path("email").asText()).isEqualTo("top@subscriber.example");
        assertThat(after.path("emailVerified").asBoolean()).isTrue();
        assertThat(Browser.at(NODE, VPN).login(realm.publicApp(), "low").location())
                .contains("code=");
        assertThat(realm.admin()
                        .get(realm.path("/users/" + id("low") + "/role-mappings/realm"))
                        .findValuesAsText("name"))
                .doesNotContain("super-admin");
        realm.policy("ip.adminPanel", "127.0.0.1");
        assertThat(helper.get(user).status()).as("and SCIM is administration").isEqualTo(403);
    }

    @Test
    @Covers(value = Way.ACCOUNT, as = Aspect.ADDRESS)
    @Covers(value = Way.PROVIDER, as = Aspect.ADDRESS)
    void aCookieThatWasCarriedOffLinksNothing() throws GeneralSecurityException {
        corp().home().user("thief", List.of("Participant"), Map.of());
        realm.user("dora", List.of("Participant"), Map.of());
        Admin.expect(204, manageLinks("dora"));
        App app = realm.publicApp();
        Browser browser = Browser.at(NODE, VPN);
        String sid = app.code(browser.login(app, "dora"), VPN)
                .claims("access_token")
                .path("sid")
                .asText();
        byte[] hash = MessageDigest.getInstance("SHA-256")
                .digest(("n" + sid + "public-app" + "corp").getBytes(StandardCharsets.UTF_8));
        String link = NODE.url() + "/realms/preview/broker/corp/link?client_id=public-app&nonce=n&redirect_uri="
                + URLEncoder.encode(Browser.CALLBACK, StandardCharsets.UTF_8) + "&hash="
                + Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        assertThat(browser.moveTo(AWAY).http().get(link).status()).isEqualTo(403);
        assertThat(realm.lastRecord().at("/details/policy_door").asText()).isEqualTo("account");
        assertThat(browser.moveTo(VPN).http().get(link).location())
                .as("Keycloak would have gone on")
                .contains("/realms/preview-corp/");
    }

    private static Http.Answer manageLinks(String user) {
        JsonNode role = realm.admin()
                .get(realm.path("/clients/" + realm.clientUuid("account") + "/roles/manage-account-links"));
        return realm.admin()
                .call(
                        "POST",
                        realm.path("/users/" + id(user) + "/role-mappings/clients/" + realm.clientUuid("account")),
                        "[" + role + "]");
    }

    @Test
    void aWorkflowThatUnlinksAProviderDoesSo() {
        realm.user("leaver", List.of("Participant"), Map.of());
        corp().home().user("leaver", List.of("Participant"), Map.of());
        String links = realm.path("/users/" + id("leaver") + "/federated-identity");
        Map<String, Object> link =
                Map.of("userId", corp().home().admin().userId(corp().home().name(), "leaver"), "userName", "leaver");
        Admin.expect(204, realm.admin().call("POST", links + "/corp", link));
        Map<String, Object> workflow =
                Map.of("name", "unlinker", "steps", List.of(Map.of("uses", "unlink-user", "with", Map.of("idp", "*"))));
        Http.Answer created = Admin.expect(201, realm.admin().call("POST", realm.path("/workflows"), workflow));
        String id = created.location().substring(created.location().lastIndexOf('/') + 1);
        String activate = realm.path("/workflows/" + id + "/activate/USERS/" + id("leaver"));
        Admin.expect(204, realm.admin().call("POST", activate, "{}"));
        Await.until(() -> realm.admin().get(links).isEmpty());
    }

    private static Corp corp() {
        return Objects.requireNonNull(corp);
    }

    @Test
    @Covers(
            value = Way.HEADERS,
            as = {Aspect.ADDRESS, Aspect.FACTOR})
    void aRegistryIsNoWayRound() {
        realm.user("rob", List.of("Participant"), Map.of());
        Map<String, Object> registry = Map.of("clientId", "registry", "protocol", "docker-v2");
        Admin.expect(201, realm.admin().call("POST", realm.path("/clients"), registry));
        assertThat(docker("rob", VPN).status()).isEqualTo(200);
        assertThat(docker("rob", AWAY).status()).isNotEqualTo(200);
        assertThat(realm.lastRecord().at("/details/policy_reason").asText()).isEqualTo("ip-all-roles-withheld");
        realm.policy("mfa.everyone", "true");
        assertThat(docker("rob", VPN).status())
                .as("nothing could have asked for the factor")
                .isNotEqualTo(200);
    }

    private static Http.Answer docker(String user, String address) {
        String password = Base64.getEncoder().encodeToString((user + ":" + user).getBytes(StandardCharsets.UTF_8));
        Http http = new Http();
        http.headers("X-Forwarded-For", address, "Authorization", "Basic " + password);
        return http.get(NODE.url() + "/realms/preview/protocol/docker-v2/auth?service=registry&account=" + user);
    }

    /** SCIM takes tokens that were made for it only. */
    private static App scimClient() {
        Map<String, ?> audience = App.audience(NODE.url() + "/realms/preview/scim/v2");
        return realm.client(
                "provisioning", Map.of("publicClient", false, "secret", "s", "protocolMappers", List.of(audience)));
    }

    private static Tokens exchange(Tokens subject, String address, Map<String, String> more) {
        Map<String, String> form = new HashMap<>(more);
        form.put("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange");
        form.put("subject_token", subject.text("access_token"));
        form.put("subject_token_type", TOKEN_TYPE + "access_token");
        return legacy.token(address, form);
    }

    private static List<String> assertion(Tokens exchanged) {
        return SamlApp.roles(SamlApp.assertion(exchanged));
    }

    private static String id(String user) {
        return realm.admin().userId(realm.name(), user);
    }
}
