package dev.securitypolicies.keycloak.login;

import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.grants.OAuth2GrantType;
import org.keycloak.protocol.oidc.grants.ResourceOwnerPasswordCredentialsGrantTypeFactory;

/** Puts {@link DirectGrant} in the place of Keycloak's own, under its id. */
public final class DirectGrantFactory extends ResourceOwnerPasswordCredentialsGrantTypeFactory {

    @Override
    public OAuth2GrantType create(KeycloakSession session) {
        return new DirectGrant();
    }
}
