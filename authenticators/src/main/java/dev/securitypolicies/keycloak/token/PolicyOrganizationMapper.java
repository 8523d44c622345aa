package dev.securitypolicies.keycloak.token;

import java.util.List;
import java.util.Map;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.OrganizationModel;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.organization.protocol.mappers.oidc.OrganizationMembershipMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAttributeMapperHelper;
import org.keycloak.representations.IDToken;
import org.keycloak.utils.JsonUtils;

/** The stock mapper "Organization Membership" under its own id: withheld organizations are left out (R17). */
public final class PolicyOrganizationMapper extends OrganizationMembershipMapper {

    @Override
    protected void setClaim(
            IDToken token,
            ProtocolMapperModel mapper,
            UserSessionModel userSession,
            KeycloakSession session,
            ClientSessionContext context) {
        OrganizationClaims withheld = OrganizationClaims.of(session, context);
        OrganizationModel chosen = session.getContext().getOrganization();
        if (chosen == null || !withheld.contain(chosen.getAlias())) {
            super.setClaim(token, mapper, userSession, session, context);
        }
        withheld.prune(token, path(mapper.getConfig())); // one that is looked at has the claim already
    }

    /** From the token down to the claim that a mapper writes. */
    static List<String> path(Map<String, String> config) {
        return JsonUtils.splitClaimPath(
                config.getOrDefault(OIDCAttributeMapperHelper.TOKEN_CLAIM_NAME, OAuth2Constants.ORGANIZATION));
    }
}
