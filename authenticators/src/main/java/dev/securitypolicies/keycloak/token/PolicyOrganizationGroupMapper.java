package dev.securitypolicies.keycloak.token;

import dev.securitypolicies.keycloak.issue.OrganizationClaims;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.organization.protocol.mappers.oidc.OrganizationGroupMembershipMapper;
import org.keycloak.organization.protocol.mappers.oidc.OrganizationMembershipMapper;
import org.keycloak.representations.IDToken;

/** The stock mapper "Organization Group Membership" under its own id: withheld organizations are left out, and
 * withheld roles of the groups of others. */
public final class PolicyOrganizationGroupMapper extends OrganizationGroupMembershipMapper {

    @Override
    protected void setClaim(
            IDToken token,
            ProtocolMapperModel mapper,
            UserSessionModel userSession,
            KeycloakSession session,
            ClientSessionContext context) {
        RoleClaims claims = RoleClaims.prune(session, context);
        super.setClaim(token, mapper, userSession, session, context);
        claims.pruneNested(token.getOtherClaims());
        OrganizationClaims withheld = OrganizationClaims.of(session, context);
        context.getProtocolMappersStream()
                .filter(other -> OrganizationMembershipMapper.PROVIDER_ID.equals(other.getProtocolMapper()))
                .map(other -> OrganizationClaims.path(other.getConfig()))
                .forEach(path -> withheld.prune(token, path));
    }
}
