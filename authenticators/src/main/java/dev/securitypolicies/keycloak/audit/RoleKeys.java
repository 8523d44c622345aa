package dev.securitypolicies.keycloak.audit;

import dev.securitypolicies.policy.Problem;
import dev.securitypolicies.policy.SecurityPolicy;
import dev.securitypolicies.policy.Setting;
import java.util.List;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;

/** Looks for keys of `ip.roles` that name no role: a misspelt or removed role looks restricted and is not. */
public final class RoleKeys {

    private RoleKeys() {}

    /** A problem for each key that matches no role of the realm. */
    public static List<Problem> unknown(RealmModel realm, SecurityPolicy policy) {
        return policy.ip().roles().byRole().keySet().stream()
                .sorted()
                .filter(key -> !matches(realm, key))
                .map(key -> new Problem(
                        Setting.IP_ROLES.attribute(),
                        "key `" + key + "`",
                        "unknown-role",
                        "`" + key + "` is not a role of the realm",
                        "write the name of a realm role, or `client-id.role`"))
                .toList();
    }

    /** Client ids and role names may both contain dots, so every dot could be the one between them. */
    private static boolean matches(RealmModel realm, String key) {
        if (realm.getRole(key) != null) {
            return true;
        }
        for (int dot = key.indexOf('.'); dot >= 0; dot = key.indexOf('.', dot + 1)) {
            ClientModel client = realm.getClientByClientId(key.substring(0, dot));
            if (client != null && client.getRole(key.substring(dot + 1)) != null) {
                return true;
            }
        }
        return false;
    }
}
