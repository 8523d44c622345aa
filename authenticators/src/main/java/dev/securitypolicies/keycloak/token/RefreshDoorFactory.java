package dev.securitypolicies.keycloak.token;

import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.refresh.DefaultRefreshTokenProviderFactory;
import org.keycloak.protocol.oidc.refresh.RefreshTokenProvider;

/** Puts the refresh door in the place of Keycloak's default, under its id. */
public final class RefreshDoorFactory extends DefaultRefreshTokenProviderFactory {

    @Override
    public RefreshTokenProvider create(KeycloakSession session) {
        return new RefreshDoor(session);
    }
}
