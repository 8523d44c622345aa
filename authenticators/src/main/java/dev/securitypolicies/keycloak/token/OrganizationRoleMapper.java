package dev.securitypolicies.keycloak.token;

import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.organization.protocol.mappers.oidc.OrganizationGroupMembershipMapper;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.IDToken;

/** The stock mapper "Organization Group Membership" under its own id: the roles of organization groups are pruned too. */
public final class OrganizationRoleMapper extends OrganizationGroupMembershipMapper {

    @Override
    public AccessToken transformUserInfoToken(
            AccessToken token,
            ProtocolMapperModel mapper,
            KeycloakSession session,
            UserSessionModel userSession,
            ClientSessionContext context) {
        RoleClaims.recalled(session, context);
        return super.transformUserInfoToken(token, mapper, session, userSession, context);
    }

    @Override
    public AccessToken transformIntrospectionToken(
            AccessToken token,
            ProtocolMapperModel mapper,
            KeycloakSession session,
            UserSessionModel userSession,
            ClientSessionContext context) {
        RoleClaims.recalled(session, context);
        return super.transformIntrospectionToken(token, mapper, session, userSession, context);
    }

    @Override
    protected void setClaim(
            IDToken token,
            ProtocolMapperModel mapper,
            UserSessionModel userSession,
            KeycloakSession session,
            ClientSessionContext context) {
        RoleClaims claims = RoleClaims.issued(session, context); // the recalled ones after recalled()
        super.setClaim(token, mapper, userSession, session, context);
        claims.pruneNested(token.getOtherClaims());
    }
}
