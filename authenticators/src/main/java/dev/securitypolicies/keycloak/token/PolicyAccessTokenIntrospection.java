package dev.securitypolicies.keycloak.token;

import dev.securitypolicies.keycloak.issue.KeptRoles;
import dev.securitypolicies.keycloak.issue.OrganizationClaims;
import dev.securitypolicies.keycloak.provenance.PresentedToken;
import dev.securitypolicies.keycloak.provenance.ProvenanceClaim;
import org.keycloak.models.ClientModel;
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
    @SuppressWarnings("ReferenceEquality") // whether it is another token is the question
    public AccessToken transformAccessToken(AccessToken token, UserSessionModel userSession) {
        PresentedToken presented = PresentedToken.looking(session, token);
        AccessToken shown = super.transformAccessToken(token, userSession);
        if (KeptRoles.count(session, realm)) {
            KeptRoles kept = KeptRoles.shown(session, realm, presented);
            if (shown == token) {
                // without a session of the token's client Keycloak asks no mapper, and shows the token as it was issued
                kept.retainIn(shown);
            }
            ClientModel client = realm.getClientByClientId(token.getIssuedFor());
            shown.setScope(new OrganizationClaims(kept.withheldOrganizations()).without(shown.getScope(), client));
        }
        ProvenanceClaim.remove(shown);
        return shown;
    }
}
