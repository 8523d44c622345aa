package dev.securitypolicies.keycloak.compat;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.resources.admin.fgap.AdminPermissions;

/** What Keycloak lets an administrator do. */
public final class AdminRights {

    private final KeycloakSession session;
    private final RealmModel home;
    private final UserModel admin;

    /** Of a user of a realm. */
    public AdminRights(KeycloakSession session, RealmModel home, UserModel admin) {
        this.session = session;
        this.home = home;
        this.admin = admin;
    }

    /** Whether they may manage this realm. */
    public boolean mayManage(RealmModel realm) {
        return AdminPermissions.evaluator(session, realm, home, admin).realm().canManageRealm();
    }
}
