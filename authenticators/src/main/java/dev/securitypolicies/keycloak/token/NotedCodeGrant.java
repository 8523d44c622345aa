package dev.securitypolicies.keycloak.token;

import jakarta.ws.rs.core.Response;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.protocol.oidc.TokenManager.AccessTokenResponseBuilder;
import org.keycloak.protocol.oidc.grants.AuthorizationCodeGrantType;

/** Keycloak's authorization code grant, whose record says for which address it was decided. What it grants is up to the token door. */
final class NotedCodeGrant extends AuthorizationCodeGrantType {

    @Override
    protected Response createTokenResponse(
            AccessTokenResponseBuilder response, ClientSessionContext context, boolean code) {
        new GrantedAddress(session).note(context, event);
        return super.createTokenResponse(response, context, code);
    }
}
