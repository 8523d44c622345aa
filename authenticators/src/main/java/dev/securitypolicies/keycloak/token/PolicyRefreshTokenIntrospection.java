package dev.securitypolicies.keycloak.token;

import dev.securitypolicies.keycloak.issue.KeptRoles;
import dev.securitypolicies.keycloak.issue.OrganizationClaims;
import dev.securitypolicies.keycloak.provenance.PresentedToken;
import dev.securitypolicies.keycloak.provenance.ProvenanceClaim;
import java.util.List;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.ClientModel;
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
        if (KeptRoles.count(session, realm)) {
            OrganizationClaims withheld =
                    new OrganizationClaims(KeptRoles.shown(session, realm, PresentedToken.of(session, token))
                            .withheldOrganizations());
            withheld.prune(shown, List.of(OAuth2Constants.ORGANIZATION));
            ClientModel client = realm.getClientByClientId(token.getIssuedFor());
            shown.setScope(withheld.without(shown.getScope(), client));
        }
        ProvenanceClaim.remove(shown);
        return shown;
    }
}
