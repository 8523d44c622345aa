package dev.securitypolicies.keycloak.compat;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.resources.admin.AdminAuth;
import org.keycloak.services.resources.admin.fgap.AdminPermissions;

/** What Keycloak lets an administrator do, by the token that they call with, as its own resources ask. */
public final class AdminRights {

    private final KeycloakSession session;
    private final AdminAuth auth;

    /** Of a user of a realm, with a token that was issued to them there. */
    public AdminRights(KeycloakSession session, RealmModel home, UserModel admin, AccessToken token) {
        this.session = session;
        this.auth = new AdminAuth(home, token, admin, home.getClientByClientId(token.getIssuedFor()));
    }

    /** Whether they may manage this realm. */
    public boolean mayManage(RealmModel realm) {
        return AdminPermissions.evaluator(session, realm, auth).realm().canManageRealm();
    }
}
