package dev.securitypolicies.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A realm of a test's own, made from the sample, and what a test does to it as its admin. */
public record Realm(KeycloakNode node, String name) {

    /** What is no factor among the credentials of a user. */
    public static final Set<String> NO_FACTORS = Set.of("password", "security-policy-memory");

    public static Realm sample(KeycloakNode node, String name) {
        return imported(node, "subscriber.json", name);
    }

    /** A realm of this name, imported from a sample. */
    static Realm imported(KeycloakNode node, String sample, String name) {
        new Admin(node).importSample(sample, name);
        return new Realm(node, name);
    }

    /** A realm that requires MFA of admins and of the role Treasurer. */
    public static Realm requiredMfa(KeycloakNode node, String name) {
        return imported(node, "required-mfa.json", name);
    }

    /** Gives a user an authenticator app with this secret. */
    public void totp(String user, String secret) {
        Map<String, Object> credential = Map.of(
                "type",
                "otp",
                "secretData",
                "{\"value\":\"" + secret + "\"}",
                "credentialData",
                "{\"subType\":\"totp\",\"digits\":6,\"counter\":0,\"period\":30,\"algorithm\":\"HmacSHA1\"}");
        change(user, Map.of("credentials", List.of(credential)));
    }

    /** Changes fields of a user. */
    public void change(String user, Map<String, ?> fields) {
        String path = path("/users/" + admin().userId(name, user));
        ObjectNode representation = (ObjectNode) admin().get(path);
        fields.forEach(representation::putPOJO);
        Admin.expect(204, admin().call("PUT", path, representation));
    }

    /** Gives a user a role by which realms are administered, such as `view-realm`. */
    public void administers(String user, String role) {
        String client = admin().get(path("/clients?clientId=realm-management"))
                .at("/0/id")
                .asText();
        JsonNode found = admin().get(path("/clients/" + client + "/roles/" + role));
        String mappings = path("/users/" + admin().userId(name, user) + "/role-mappings/clients/" + client);
        Admin.expect(204, admin().call("POST", mappings, "[" + found + "]"));
    }

    /** Takes all factors from a user, as an admin does. */
    public void removeFactors(String user) {
        String path = path("/users/" + admin().userId(name, user) + "/credentials");
        admin().get(path).forEach(credential -> {
            if (!NO_FACTORS.contains(credential.path("type").asText())) {
                Admin.expect(
                        204,
                        admin().call(
                                        "DELETE",
                                        path + "/" + credential.path("id").asText(),
                                        ""));
            }
        });
    }

    /** The reasons of all records, newest first. */
    public List<String> reasons() {
        return records().stream()
                .map(record -> record.at("/details/policy_reason").asText())
                .toList();
    }

    public Admin admin() {
        return new Admin(node);
    }

    public String path(String rest) {
        return "/admin/realms/" + name + rest;
    }

    /** Replaces the policy: short names and values. */
    public void policy(String... namesAndValues) {
        Map<String, String> attributes = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            attributes.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        admin().replacePolicy(name, attributes);
    }

    /** The table of R2, for the addresses that the stories use: 10.15.1.11 keeps every role, elsewhere only Mobile is left. */
    public void table() {
        policy(
                "ip.subscriber",
                "10.15.1.*",
                "ip.roles",
                "{\"Administrator\": [\"10.15.1.10\", \"10.15.1.11\"], \"Mobile\": [\"*\"]}");
    }

    /** Adds a user whose password is the name, with these realm roles and attributes. */
    public void user(String user, List<String> realmRoles, Map<String, List<String>> attributes) {
        Map<String, Object> representation = Map.of(
                "username",
                user,
                "enabled",
                true,
                "email",
                user + "@subscriber.example",
                "emailVerified",
                true,
                "firstName",
                user,
                "lastName",
                "Example",
                "attributes",
                attributes,
                "credentials",
                List.of(Map.of("type", "password", "value", user)));
        Admin.expect(201, admin().call("POST", path("/users"), representation));
        String mappings = path("/users/" + admin().userId(name, user) + "/role-mappings/realm");
        JsonNode given = admin().get(mappings);
        Admin.expect(204, admin().call("DELETE", mappings, given.toString()));
        List<JsonNode> roles = realmRoles.stream()
                .map(role -> admin().get(path("/roles/" + role)))
                .toList();
        Admin.expect(204, admin().call("POST", mappings, roles.toString()));
    }

    /** Changes fields of the realm itself. */
    public void change(Map<String, ?> fields) {
        ObjectNode representation = (ObjectNode) admin().get(path(""));
        fields.forEach(representation::putPOJO);
        Admin.expect(204, admin().call("PUT", path(""), representation));
    }

    /** Adds a client; the defaults are those of the sample's public client. */
    public App client(String clientId, Map<String, ?> fields) {
        Map<String, Object> representation = new HashMap<>(Map.of(
                "clientId",
                clientId,
                "publicClient",
                true,
                "directAccessGrantsEnabled",
                true,
                "redirectUris",
                List.of("http://app.example/*")));
        representation.putAll(fields);
        Admin.expect(201, admin().call("POST", path("/clients"), representation));
        Object secret = fields.get("secret");
        return new App(node, name, clientId, secret == null ? null : secret.toString());
    }

    /** Keycloak's own id of a client. */
    public String clientUuid(String clientId) {
        return admin().get(path("/clients?clientId=" + clientId)).at("/0/id").asText();
    }

    /** The older fine-grained permissions, without which nobody exchanges a token for another client's. */
    public void letExchange(String from, String to) {
        String server = path("/clients/" + clientUuid("realm-management") + "/authz/resource-server");
        String enable = path("/clients/" + clientUuid(to) + "/management/permissions");
        JsonNode permissions = Admin.expect(200, admin().call("PUT", enable, Map.of("enabled", true)))
                .json();
        Map<String, Object> policy = Map.of("name", "may exchange", "clients", List.of(clientUuid(from)));
        Http.Answer created = Admin.expect(201, admin().call("POST", server + "/policy/client", policy));
        String path = server + "/permission/scope/"
                + permissions.at("/scopePermissions/token-exchange").asText();
        ObjectNode permission = (ObjectNode) admin().get(path);
        permission.putArray("policies").add(created.json().path("id").asText());
        Admin.expect(201, admin().call("PUT", path, permission));
    }

    public App publicApp() {
        return new App(node, name, "public-app", null);
    }

    public App confidentialApp() {
        return new App(node, name, "confidential-app", "confidential-app-secret");
    }

    public List<JsonNode> records() {
        return admin().records(name);
    }

    /** The newest record. */
    public JsonNode lastRecord() {
        return records().get(0);
    }
}
