package dev.securitypolicies.walk;

import dev.securitypolicies.server.Admin;
import dev.securitypolicies.server.App;
import dev.securitypolicies.server.Corp;
import dev.securitypolicies.server.KeycloakNode;
import dev.securitypolicies.server.Mailbox;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.SamlApp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The realm that is walked through.
 *
 * @param realm the realm
 * @param apps a public application and two confidential ones that may exchange
 * @param asking an application that asks for consent
 * @param legacy a confidential one that exchanges in the older way, to SAML as well
 * @param saml an application that speaks SAML
 * @param vault a resource server that only administrators may use
 * @param corp the provider, which knows the same users
 * @param mailbox where the realm sends its mails
 * @param roleIds Keycloak's ids of the roles, by the names that they begin with
 */
record World(
        Realm realm,
        List<App> apps,
        App asking,
        App legacy,
        SamlApp saml,
        App vault,
        Corp corp,
        Mailbox mailbox,
        Map<String, String> roleIds) {

    static final List<String> USERS = List.of("alice", "bill", "chris", "dora", "erin", "finn");
    static final List<String> ROLES = List.of("Administrator", "Mobile", "Participant");
    static final List<String> ADDRESSES =
            List.of("10.15.1.11", "10.15.1.55", "67.25.19.198", "10.15.1.12", "192.0.2.80", "2001:db8::5");

    static World of(KeycloakNode node, String name, Mailbox mailbox) {
        Realm realm = Realm.sample(node, name);
        mailbox.serve(realm);
        realm.policy();
        // a password that is cheap to check: the walk is about what comes behind it
        realm.change(Map.of(
                "accessTokenLifespan",
                3_600,
                "resetPasswordAllowed",
                true,
                "actionTokenGeneratedByUserLifespan",
                3_600,
                "passwordPolicy",
                "hashAlgorithm(pbkdf2-sha256) and hashIterations(1)"));
        List<App> apps = List.of(
                client(realm, "walking", false, Map.of()),
                client(realm, "exchanger", true, Map.of()),
                client(realm, "second", true, Map.of()));
        App asking = client(realm, "asking", false, Map.of("consentRequired", true, "fullScopeAllowed", true));
        App legacy = realm.client(
                "legacy",
                Map.of(
                        "publicClient",
                        false,
                        "secret",
                        "s",
                        "protocolMappers",
                        List.of(App.audience("exchanger"), rolesInUserInfo())));
        SamlApp saml = SamlApp.of(realm, "crm");
        realm.letExchange("legacy", "crm");
        Map<String, String> roleIds = new HashMap<>();
        ROLES.forEach(role -> roleIds.put(role, roleId(realm, role)));
        App vault = vault(realm, roleId(realm, "Administrator"));
        Corp corp = Corp.of(node, realm, "IMPORT");
        linksByPassword(realm);
        for (String user : USERS) {
            renew(realm, user);
            renew(corp.home(), user);
            corp.link(user);
        }
        return new World(realm, apps, asking, legacy, saml, vault, corp, mailbox, roleIds);
    }

    /** Else Keycloak would rather send a mail to whoever links an account. */
    private static void linksByPassword(Realm realm) {
        String executions = realm.path("/authentication/flows/first%20broker%20login/executions");
        realm.admin().get(executions).forEach(execution -> {
            if (execution.path("providerId").asText().equals("idp-email-verification")) {
                Map<String, Object> off = Map.of("id", execution.path("id").asText(), "requirement", "DISABLED");
                Admin.expect(204, realm.admin().call("PUT", executions, off));
            }
        });
    }

    private static String roleId(Realm realm, String role) {
        return realm.admin().get(realm.path("/roles/" + role)).path("id").asText();
    }

    /** The user with nothing but what a walk gives them. */
    private static void renew(Realm realm, String user) {
        String id = realm.admin()
                .get(realm.path("/users?exact=true&username=" + user))
                .at("/0/id")
                .asText();
        if (!id.isEmpty()) {
            Admin.expect(204, realm.admin().call("DELETE", realm.path("/users/" + id), ""));
        }
        realm.user(user, List.of("offline_access"), Map.of());
    }

    private static App client(Realm realm, String id, boolean confidential, Map<String, ?> more) {
        Map<String, Object> fields = new HashMap<>(more);
        fields.put(
                "attributes",
                Map.of(
                        "oauth2.device.authorization.grant.enabled", "true",
                        "standard.token.exchange.enabled", String.valueOf(confidential),
                        "standard.token.exchange.enableRefreshRequestedTokenType", "SAME_SESSION"));
        fields.put(
                "protocolMappers",
                List.of(App.audience("exchanger"), App.audience("second"), App.audience("legacy"), rolesInUserInfo()));
        if (confidential) {
            fields.put("publicClient", false);
            fields.put("secret", "s");
        }
        return realm.client(id, fields);
    }

    private static Map<String, Object> rolesInUserInfo() {
        return Map.of(
                "name", "my roles",
                "protocol", "openid-connect",
                "protocolMapper", "oidc-usermodel-realm-role-mapper",
                "config", Map.of("claim.name", "my_roles", "multivalued", "true", "userinfo.token.claim", "true"));
    }

    private static App vault(Realm realm, String administrator) {
        App vault = realm.client(
                "vault",
                Map.of(
                        "publicClient", false,
                        "secret", "s",
                        "serviceAccountsEnabled", true,
                        "authorizationServicesEnabled", true));
        Admin admin = realm.admin();
        String id = admin.get(realm.path("/clients?clientId=vault")).at("/0/id").asText();
        String server = realm.path("/clients/" + id + "/authz/resource-server");
        Admin.expect(201, admin.call("POST", server + "/resource", Map.of("name", "safe")));
        Map<String, Object> policy = Map.of(
                "name",
                "administrators",
                "logic",
                "POSITIVE",
                "roles",
                List.of(Map.of("id", administrator, "required", true)));
        Admin.expect(201, admin.call("POST", server + "/policy/role", policy));
        Map<String, Object> permission =
                Map.of("name", "open", "resources", List.of("safe"), "policies", List.of("administrators"));
        Admin.expect(201, admin.call("POST", server + "/permission/resource", permission));
        return vault;
    }
}
