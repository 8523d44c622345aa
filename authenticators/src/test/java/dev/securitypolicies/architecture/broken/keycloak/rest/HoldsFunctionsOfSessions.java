package dev.securitypolicies.architecture.broken.keycloak.rest;

import org.keycloak.models.KeycloakSession;

/** A function that needs a session, and no object that could be handed one. */
final class HoldsFunctionsOfSessions {

    private HoldsFunctionsOfSessions() {}

    static String realm(KeycloakSession session) {
        return session.getContext().getRealm().getName();
    }
}
