package dev.securitypolicies.keycloak.token;

import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.grants.AuthorizationCodeGrantTypeFactory;
import org.keycloak.protocol.oidc.grants.OAuth2GrantType;

/** Puts {@link NotedCodeGrant} in the place of Keycloak's own, under its id. */
public final class NotedCodeGrantFactory extends AuthorizationCodeGrantTypeFactory {

    @Override
    public OAuth2GrantType create(KeycloakSession session) {
        return new NotedCodeGrant();
    }
}
