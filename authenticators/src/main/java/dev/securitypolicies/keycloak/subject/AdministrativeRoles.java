package dev.securitypolicies.keycloak.subject;

import dev.securitypolicies.decision.AdminRoles;
import dev.securitypolicies.keycloak.compat.MasterRealm;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Knows the management clients of realms: `realm-management` in a realm itself, `REALM-realm` in master. */
public final class AdministrativeRoles {

    private static final String OF_MASTER = "-realm";

    private final KeycloakSession session;

    /** The realms of a server. */
    public AdministrativeRoles(KeycloakSession session) {
        this.session = session;
    }

    /** The roles by which users of this realm administer it, or from master any realm. */
    public AdminRoles of(RealmModel realm) {
        return MasterRealm.is(realm)
                ? new AdminRoles(true, this::isManagementClientOfAny)
                : new AdminRoles(false, Constants.REALM_MANAGEMENT_CLIENT_ID::equals);
    }

    /** The roles by which users of one realm administer another, or their own. */
    public static AdminRoles over(RealmModel home, RealmModel administered) {
        return MasterRealm.is(home)
                ? new AdminRoles(true, administered.getMasterAdminClient().getClientId()::equals)
                : new AdminRoles(false, Constants.REALM_MANAGEMENT_CLIENT_ID::equals);
    }

    private boolean isManagementClientOfAny(String clientId) {
        return clientId.endsWith(OF_MASTER)
                && session.realms().getRealmByName(clientId.substring(0, clientId.length() - OF_MASTER.length()))
                        != null;
    }
}
