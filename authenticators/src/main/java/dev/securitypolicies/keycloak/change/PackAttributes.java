package dev.securitypolicies.keycloak.change;

import dev.securitypolicies.keycloak.compat.RealmOrganizations;
import dev.securitypolicies.keycloak.subject.UserAttributes;
import dev.securitypolicies.policy.Setting;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.keycloak.models.ClientModel;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** The pack's attributes of one user, group, client or organization, which a path of the admin API names. */
final class PackAttributes {

    private final KeycloakSession session;
    private final RealmModel realm;

    PackAttributes(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /** The attributes as text; none if the path names nothing (any more). */
    Map<String, String> at(String path) {
        String[] parts = path.split("/", -1);
        if (parts.length < 2) {
            return Map.of();
        }
        return switch (parts[0]) {
            case "users" ->
                Optional.ofNullable(session.users().getUserById(realm, parts[1]))
                        .map(PackAttributes::of)
                        .orElse(Map.of());
            case "groups" ->
                Optional.ofNullable(session.groups().getGroupById(realm, parts[1]))
                        .map(PackAttributes::of)
                        .orElse(Map.of());
            case "clients" ->
                Optional.ofNullable(session.clients().getClientById(realm, parts[1]))
                        .map(PackAttributes::of)
                        .orElse(Map.of());
            case "organizations" ->
                new RealmOrganizations(session, realm)
                        .byId(parts[1])
                        .map(organization -> pick(organization.getAttributes()))
                        .orElse(Map.of());
            default -> Map.of();
        };
    }

    /**
     * Gives a user back what the pack remembers of them and a tool has left out: who saves a user sends all attributes or loses
     * them. What an administrator names and changes is taken over.
     */
    void keepMemory(String path, Map<String, String> before, String representation) {
        user(path).ifPresent(user -> keepMemory(user, before, representation));
    }

    static void keepMemory(UserModel user, Map<String, String> before, String representation) {
        Map<String, String> after = of(user);
        for (UserAttributes attribute : UserAttributes.values()) {
            String name = attribute.attribute();
            boolean named = representation.contains('"' + name + '"'); // who names it means what they say
            String value = after.getOrDefault(name, "");
            if (attribute.isMemory() && !named && value.isEmpty() && before.containsKey(name)) {
                user.setAttribute(name, List.of(before.get(name).split(", ", -1)));
            } else if (attribute.isMemory() && named && !value.equals(before.getOrDefault(name, ""))) {
                attribute.adopt(user);
            }
        }
    }

    /** The user that the path names; empty if it names something else. */
    Optional<UserModel> user(String path) {
        return path.startsWith("users/")
                ? Optional.ofNullable(session.users().getUserById(realm, path.substring("users/".length())))
                : Optional.empty();
    }

    static Map<String, String> of(UserModel user) {
        return pick(user.getAttributes());
    }

    static Map<String, String> of(GroupModel group) {
        return pick(group.getAttributes());
    }

    static Map<String, String> of(ClientModel client) {
        Map<String, List<String>> attributes = new TreeMap<>();
        client.getAttributes()
                .forEach((name, value) -> attributes.put(name, value == null ? List.of() : List.of(value)));
        return pick(attributes);
    }

    /** The user name or client id of what the path names; empty if that is nothing, or something else. */
    String nameOf(String path) {
        String id = path.substring(path.indexOf('/') + 1);
        if (path.startsWith("users/")) {
            UserModel user = session.users().getUserById(realm, id);
            return user == null ? "" : user.getUsername();
        }
        ClientModel client = path.startsWith("clients/") ? session.clients().getClientById(realm, id) : null;
        return client == null ? "" : client.getClientId();
    }

    private static Map<String, String> pick(Map<String, List<String>> attributes) {
        Map<String, String> picked = new TreeMap<>();
        attributes.forEach((name, values) -> {
            if (Setting.looksLikeOurs(name)) {
                picked.put(name, String.join(", ", values));
            }
        });
        return picked;
    }
}
