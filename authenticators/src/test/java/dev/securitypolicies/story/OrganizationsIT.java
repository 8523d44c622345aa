package dev.securitypolicies.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.securitypolicies.server.Admin;
import dev.securitypolicies.server.App;
import dev.securitypolicies.server.App.Tokens;
import dev.securitypolicies.server.Browser;
import dev.securitypolicies.server.Http;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.SamlApp;
import dev.securitypolicies.server.Servers;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Roles that a user has through a group of an organization follow the same policy, in the organization's claim too. */
final class OrganizationsIT {

    private static final String VPN = "10.15.1.11";
    private static final String AWAY = "67.25.19.198";

    private final Realm realm = Realm.sample(Servers.newest(), "organizations");

    @Test
    void theRolesOfOrganizationGroupsArePrunedToo() {
        realm.change(Map.of("organizationsEnabled", true));
        String organization = created(
                "/organizations",
                Map.of(
                        "name",
                        "acme",
                        "alias",
                        "acme",
                        "enabled",
                        true,
                        "domains",
                        List.of(Map.of("name", "acme.example", "verified", true))));
        String path = "/organizations/" + organization;
        String chris = realm.admin().userId("organizations", "chris");
        Admin.expect(201, realm.admin().call("POST", realm.path(path + "/members"), chris));
        String group = path + "/groups/" + created(path + "/groups", Map.of("name", "bosses"));
        Admin.expect(204, realm.admin().call("PUT", realm.path(group + "/members/" + chris), "{}"));
        JsonNode role = realm.admin().get(realm.path("/roles/Administrator"));
        Admin.expect(204, realm.admin().call("POST", realm.path(group + "/role-mappings/realm"), "[" + role + "]"));
        String scope = StreamSupport.stream(
                        realm.admin().get(realm.path("/client-scopes")).spliterator(), false)
                .filter(found -> found.path("name").asText().equals("organization"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
        created(
                "/client-scopes/" + scope + "/protocol-mappers/models",
                Map.of(
                        "name",
                        "groups",
                        "protocol",
                        "openid-connect",
                        "protocolMapper",
                        "oidc-organization-group-membership-mapper",
                        "config",
                        Map.of(
                                "addGroupRoleMappings",
                                "true",
                                "access.token.claim",
                                "true",
                                "id.token.claim",
                                "true")));
        App app = realm.client("organized", Map.of("optionalClientScopes", List.of("organization")));
        assertThat(organizationRoles(app, VPN)).contains("Administrator");
        assertThat(organizationRoles(app, AWAY)).doesNotContain("Administrator");

        created(
                "/clients",
                Map.of(
                        "clientId",
                        "crm",
                        "protocol",
                        "saml",
                        "redirectUris",
                        List.of("http://app.example/*"),
                        "attributes",
                        Map.of(
                                "saml_idp_initiated_sso_url_name", "crm",
                                "saml_assertion_consumer_url_post", "http://app.example/saml",
                                "saml.force.post.binding", "true",
                                "saml.server.signature", "false"),
                        "protocolMappers",
                        List.of(Map.of(
                                "name",
                                "groups",
                                "protocol",
                                "saml",
                                "protocolMapper",
                                "saml-organization-group-membership-mapper",
                                "config",
                                Map.of("addGroupRoleMappings", "true")))));
        assertThat(assertion(VPN))
                .contains("organization.acme.realm_access.roles")
                .contains(">Administrator<");
        assertThat(assertion(AWAY)).contains("organization.acme.groups").doesNotContain(">Administrator<");
    }

    /** With organizations on, the login asks for the name first and for the password on a second page. */
    private static String assertion(String address) {
        Browser browser = Browser.at(Servers.newest(), address);
        Http.Answer name = browser.follow(
                browser.http().get(Servers.newest().url() + "/realms/organizations/protocol/saml/clients/crm"));
        Http.Answer password = browser.submit(name, Map.of("username", "chris"));
        Http.Answer page = browser.submit(password, Map.of("password", "chris"));
        return SamlApp.response(page)
                .orElseThrow(() -> new AssertionError(page.status() + page.body()))
                .outerHtml();
    }

    private static String organizationRoles(App app, String address) {
        Tokens tokens = app.token(
                address,
                Map.of(
                        "grant_type",
                        "password",
                        "username",
                        "chris",
                        "password",
                        "chris",
                        "scope",
                        "openid organization"));
        JsonNode claim = tokens.claims("access_token").at("/organization/acme");
        assertThat(claim.has("groups")).isTrue();
        return claim.path("realm_access")
                + tokens.claims("id_token")
                        .at("/organization/acme/realm_access")
                        .toString();
    }

    private String created(String path, Object body) {
        return Admin.expect(201, realm.admin().call("POST", realm.path(path), body))
                .location()
                .replaceAll(".*/", "");
    }
}
