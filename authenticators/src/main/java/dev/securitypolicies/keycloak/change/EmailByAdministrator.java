package dev.securitypolicies.keycloak.change;

import dev.securitypolicies.keycloak.compat.MasterRealm;
import dev.securitypolicies.keycloak.subject.UserAttributes;
import java.util.Optional;
import org.keycloak.events.admin.AuthDetails;
import org.keycloak.models.AdminRoles;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;

/**
 * An administrator of less than the realm can write an e-mail and call it verified, and must not thereby make a super admin (R10):
 * they are noted as somebody who could have written it, like a provider that is not trusted.
 */
final class EmailByAdministrator {

    /** No provider has this in its alias. */
    private static final String PREFIX = "administrator:";

    private final KeycloakSession session;
    private final RealmModel realm;

    EmailByAdministrator(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /** To be called when this account has created or saved the user. */
    void note(UserModel user, Optional<AuthDetails> account) {
        boolean trusted = account.filter(this::managesRealm).isPresent();
        if (!trusted && user.isEmailVerified()) {
            String id = account.map(AuthDetails::getUserId).orElse("");
            UserAttributes.EMAIL_WRITERS.add(user, PREFIX + id);
        }
    }

    private boolean managesRealm(AuthDetails account) {
        RealmModel home = account.getRealmId() == null ? null : session.realms().getRealm(account.getRealmId());
        if (home == null || account.getUserId() == null) {
            return false;
        }
        ClientModel management = MasterRealm.is(home)
                ? realm.getMasterAdminClient()
                : home.getClientByClientId(Constants.REALM_MANAGEMENT_CLIENT_ID);
        RoleModel role = management == null ? null : management.getRole(AdminRoles.MANAGE_REALM);
        UserModel administrator = session.users().getUserById(home, account.getUserId());
        return role != null && administrator != null && administrator.hasRole(role);
    }
}
