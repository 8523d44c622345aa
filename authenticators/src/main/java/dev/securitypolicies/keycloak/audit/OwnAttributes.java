package dev.securitypolicies.keycloak.audit;

import dev.securitypolicies.policy.Setting;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.keycloak.models.ClientModel;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** The pack's attributes of one user, group or client, which a path of the admin API names. */
final class OwnAttributes {

    private OwnAttributes() {}

    /** The attributes as text; none if the path names nothing (any more). */
    static Map<String, String> of(KeycloakSession session, RealmModel realm, String path) {
        String[] parts = path.split("/", -1);
        if (parts.length < 2) {
            return Map.of();
        }
        return switch (parts[0]) {
            case "users" -> user(session.users().getUserById(realm, parts[1]));
            case "groups" -> group(session.groups().getGroupById(realm, parts[1]));
            case "clients" -> client(session.clients().getClientById(realm, parts[1]));
            default -> Map.of();
        };
    }

    private static Map<String, String> user(UserModel user) {
        return user == null ? Map.of() : pick(user.getAttributes());
    }

    private static Map<String, String> group(GroupModel group) {
        return group == null ? Map.of() : pick(group.getAttributes());
    }

    private static Map<String, String> client(ClientModel client) {
        Map<String, String> picked = new TreeMap<>();
        if (client != null) {
            client.getAttributes().forEach((name, value) -> {
                if (name.startsWith(Setting.PREFIX)) {
                    picked.put(name, value);
                }
            });
        }
        return picked;
    }

    private static Map<String, String> pick(Map<String, List<String>> attributes) {
        Map<String, String> picked = new TreeMap<>();
        attributes.forEach((name, values) -> {
            if (name.startsWith(Setting.PREFIX)) {
                picked.put(name, String.join(", ", values));
            }
        });
        return picked;
    }
}
