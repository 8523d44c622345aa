package dev.securitypolicies.keycloak.token;

import dev.securitypolicies.keycloak.provenance.ProvenanceClaim;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.AccessTokenIntrospectionProvider;
import org.keycloak.representations.AccessToken;

/** Keycloak's introspection of access tokens, without our claim in what it shows: where a token was issued for is nobody's business. */
final class PolicyAccessTokenIntrospection extends AccessTokenIntrospectionProvider<AccessToken> {

    PolicyAccessTokenIntrospection(KeycloakSession session) {
        super(session);
    }

    @Override
    public AccessToken transformAccessToken(AccessToken token, UserSessionModel userSession) {
        AccessToken shown = super.transformAccessToken(token, userSession);
        ProvenanceClaim.remove(shown);
        return shown;
    }
}
