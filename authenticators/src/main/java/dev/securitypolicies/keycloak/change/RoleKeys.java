package dev.securitypolicies.keycloak.change;

import java.util.Optional;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;

/** Which roles bear a key. Names of clients and of roles may both contain dots, so that several roles can bear the same one. */
final class RoleKeys {

    /** More dots than the names of an honest client and role have together. */
    private static final int MOST_DOTS = 16;

    private final RealmModel realm;

    RoleKeys(RealmModel realm) {
        this.realm = realm;
    }

    /**
     * Whether a role bears the key beside the one that is being renamed.
     *
     * @param renamedIn the client whose role is being renamed; empty if it is a realm role
     */
    boolean isBorne(String key, Optional<String> renamedIn) {
        if (renamedIn.isPresent() && realm.getRole(key) != null) {
            return true;
        }
        int dots = 0;
        for (int dot = key.indexOf('.'); dot >= 0 && dots < MOST_DOTS; dot = key.indexOf('.', dot + 1)) {
            dots++;
            String clientId = key.substring(0, dot);
            ClientModel client = realm.getClientByClientId(clientId);
            boolean another =
                    client != null && !renamedIn.filter(clientId::equals).isPresent();
            if (another && client.getRole(key.substring(dot + 1)) != null) {
                return true;
            }
        }
        return false;
    }
}
