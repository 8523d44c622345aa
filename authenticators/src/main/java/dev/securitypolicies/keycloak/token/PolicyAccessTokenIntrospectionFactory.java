package dev.securitypolicies.keycloak.token;

import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.AccessTokenIntrospectionProviderFactory;
import org.keycloak.protocol.oidc.TokenIntrospectionProvider;

/** Puts {@link PolicyAccessTokenIntrospection} in the place of Keycloak's own, under its id. */
public final class PolicyAccessTokenIntrospectionFactory extends AccessTokenIntrospectionProviderFactory {

    @Override
    public TokenIntrospectionProvider create(KeycloakSession session) {
        return new PolicyAccessTokenIntrospection(session);
    }
}
