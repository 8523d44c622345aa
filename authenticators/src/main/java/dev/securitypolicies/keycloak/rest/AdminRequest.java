package dev.securitypolicies.keycloak.rest;

import dev.securitypolicies.keycloak.spi.SecurityPolicyProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/**
 * What every resource of the API needs of a request.
 *
 * @param session the session of the request
 * @param realm the realm that is administered
 * @param auth what the caller may do
 * @param adminEvent the event of a change
 */
record AdminRequest(
        KeycloakSession session, RealmModel realm, AdminPermissionEvaluator auth, AdminEventBuilder adminEvent) {

    SecurityPolicyProvider policies() {
        return SecurityPolicyProvider.of(session);
    }

    /** Whether the caller may read the names of this realm's users, where Keycloak itself would show them. */
    boolean mayNameUsers() {
        return auth.users().canView();
    }

    /** Whether the caller may read the name of a user, who may belong to another realm: then only its own people may. */
    boolean mayName(UserModel user, RealmModel home) {
        boolean ownRealm = home.equals(realm) && mayNameUsers();
        boolean themselves = user.equals(auth.adminAuth().getUser());
        return ownRealm || themselves || home.equals(auth.adminAuth().getRealm());
    }
}
