package dev.securitypolicies.keycloak.mfa;

import dev.securitypolicies.decision.Role;
import org.keycloak.Config;
import org.keycloak.models.AdminRoles;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Tells the roles by which somebody administers a realm. */
final class ManagementRoles {

    private ManagementRoles() {}

    /** Whether a role of this realm administers it, or from master any realm. */
    static boolean contain(KeycloakSession session, RealmModel realm, Role role) {
        boolean master = realm.getName().equals(Config.getAdminRealm());
        if (role.clientId().isEmpty()) {
            return master
                    && (role.name().equals(AdminRoles.ADMIN) || role.name().equals(AdminRoles.CREATE_REALM));
        }
        String client = role.clientId().get();
        return master ? isManagementClient(session, client) : client.equals(Constants.REALM_MANAGEMENT_CLIENT_ID);
    }

    /** In master each realm has a client of its own, called `REALM-realm`. */
    private static boolean isManagementClient(KeycloakSession session, String clientId) {
        String suffix = "-realm";
        return clientId.endsWith(suffix)
                && session.realms().getRealmByName(clientId.substring(0, clientId.length() - suffix.length())) != null;
    }
}
