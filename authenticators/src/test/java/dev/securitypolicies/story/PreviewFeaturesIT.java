package dev.securitypolicies.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.securitypolicies.server.Admin;
import dev.securitypolicies.server.App;
import dev.securitypolicies.server.App.Tokens;
import dev.securitypolicies.server.Browser;
import dev.securitypolicies.server.Http;
import dev.securitypolicies.server.KeycloakNode;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.Servers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ways in that a server has only with preview features. */
final class PreviewFeaturesIT {

    private static final String VPN = "10.15.1.11";
    private static final String AWAY = "67.25.19.198";
    private static final String TOKEN_TYPE = "urn:ietf:params:oauth:token-type:";
    private static final KeycloakNode NODE = Servers.preview();
    private static Realm realm = new Realm(NODE, "preview");
    private static App legacy = realm.publicApp();

    @BeforeAll
    static void prepare() {
        realm = Realm.sample(NODE, "preview");
        realm.change(Map.of("scimApiEnabled", true));
        legacy = realm.client("legacy", Map.of("publicClient", false, "secret", "s"));
    }

    @BeforeEach
    void table() {
        realm.policy(
                "ip.subscriber",
                "10.15.1.*",
                "ip.roles",
                "{\"Administrator\": [\"10.15.1.10\", \"10.15.1.11\"], \"Mobile\": [\"*\"]}");
    }

    @Test
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
    void anExchangeToSamlCarriesNoMoreThanTheToken() {
        Map<String, Object> crm = Map.of(
                "clientId",
                "crm",
                "protocol",
                "saml",
                "redirectUris",
                List.of("http://app.example/*"),
                "fullScopeAllowed",
                true,
                "attributes",
                Map.of("saml_assertion_consumer_url_post", "http://app.example/saml", "saml.client.signature", "false"),
                "protocolMappers",
                List.of(Map.of(
                        "name", "roles",
                        "protocol", "saml",
                        "protocolMapper", "saml-role-list-mapper",
                        "config", Map.of("attribute.name", "Role", "single", "true"))));
        Admin.expect(201, realm.admin().call("POST", realm.path("/clients"), crm));
        letExchange("legacy", "crm");
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

    /** SCIM takes tokens that were made for it only. */
    private static App scimClient() {
        Map<String, Object> audience = Map.of(
                "name", "scim",
                "protocol", "openid-connect",
                "protocolMapper", "oidc-audience-mapper",
                "config",
                        Map.of(
                                "included.custom.audience",
                                NODE.url() + "/realms/preview/scim/v2",
                                "access.token.claim",
                                "true"));
        return realm.client(
                "provisioning", Map.of("publicClient", false, "secret", "s", "protocolMappers", List.of(audience)));
    }

    /** The older fine-grained permissions, without which nobody exchanges a token for another client's. */
    private static void letExchange(String from, String to) {
        Admin admin = realm.admin();
        JsonNode permissions = Admin.expect(
                        200,
                        admin.call(
                                "PUT",
                                realm.path("/clients/" + uuid(to) + "/management/permissions"),
                                Map.of("enabled", true)))
                .json();
        String server = realm.path("/clients/" + uuid("realm-management") + "/authz/resource-server");
        JsonNode policy = Admin.expect(
                        201,
                        admin.call(
                                "POST",
                                server + "/policy/client",
                                Map.of("name", "may exchange", "clients", List.of(uuid(from)))))
                .json();
        String path = server + "/permission/scope/"
                + permissions.at("/scopePermissions/token-exchange").asText();
        ObjectNode permission = (ObjectNode) admin.get(path);
        permission.putArray("policies").add(policy.path("id").asText());
        Admin.expect(201, admin.call("PUT", path, permission));
    }

    private static Tokens exchange(Tokens subject, String address, Map<String, String> more) {
        Map<String, String> form = new HashMap<>(more);
        form.put("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange");
        form.put("subject_token", subject.text("access_token"));
        form.put("subject_token_type", TOKEN_TYPE + "access_token");
        return legacy.token(address, form);
    }

    private static String assertion(Tokens exchanged) {
        byte[] document = Base64.getUrlDecoder().decode(exchanged.text("access_token"));
        return new String(document, StandardCharsets.UTF_8);
    }

    private static String uuid(String clientId) {
        return realm.admin()
                .get(realm.path("/clients?clientId=" + clientId))
                .at("/0/id")
                .asText();
    }

    private static String id(String user) {
        return realm.admin().userId(realm.name(), user);
    }
}
