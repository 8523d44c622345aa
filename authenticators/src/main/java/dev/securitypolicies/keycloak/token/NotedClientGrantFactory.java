package dev.securitypolicies.keycloak.token;

import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.grants.ClientCredentialsGrantTypeFactory;
import org.keycloak.protocol.oidc.grants.OAuth2GrantType;

/** Puts {@link NotedClientGrant} in the place of Keycloak's own, under its id. */
public final class NotedClientGrantFactory extends ClientCredentialsGrantTypeFactory {

    @Override
    public OAuth2GrantType create(KeycloakSession session) {
        return new NotedClientGrant();
    }
}
