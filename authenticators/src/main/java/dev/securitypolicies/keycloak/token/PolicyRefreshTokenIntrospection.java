package dev.securitypolicies.keycloak.token;

import dev.securitypolicies.keycloak.provenance.ProvenanceClaim;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.RefreshTokenIntrospectionProvider;
import org.keycloak.representations.AccessToken;

/** Keycloak's introspection of refresh tokens, without our claim in what it shows. */
final class PolicyRefreshTokenIntrospection extends RefreshTokenIntrospectionProvider {

    PolicyRefreshTokenIntrospection(KeycloakSession session) {
        super(session);
    }

    @Override
    public AccessToken transformAccessToken(AccessToken token, UserSessionModel userSession) {
        AccessToken shown = super.transformAccessToken(token, userSession);
        ProvenanceClaim.remove(shown);
        return shown;
    }
}
