package dev.securitypolicies.architecture.broken.keycloak.rest;

import org.keycloak.models.UserSessionModel;
import org.keycloak.services.managers.AuthenticationManager;

/** Breaks "internals of Keycloak stand behind compat" on purpose. */
final class KnowsAnInternal {

    boolean isValid(UserSessionModel session) {
        return AuthenticationManager.isSessionValid(session.getRealm(), session);
    }
}
