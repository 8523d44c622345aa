package dev.securitypolicies.keycloak.token;

import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.RefreshTokenIntrospectionProviderFactory;
import org.keycloak.protocol.oidc.TokenIntrospectionProvider;

/** Puts {@link PolicyRefreshTokenIntrospection} in the place of Keycloak's own, under its id. */
public final class PolicyRefreshTokenIntrospectionFactory extends RefreshTokenIntrospectionProviderFactory {

    @Override
    public TokenIntrospectionProvider create(KeycloakSession session) {
        return new PolicyRefreshTokenIntrospection(session);
    }
}
