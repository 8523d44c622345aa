package dev.securitypolicies.keycloak.rest;

import dev.securitypolicies.keycloak.spi.SecurityPolicyProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
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
}
