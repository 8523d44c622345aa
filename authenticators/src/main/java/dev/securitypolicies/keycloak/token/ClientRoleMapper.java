package dev.securitypolicies.keycloak.token;

import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.mappers.UserClientRoleMappingMapper;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.IDToken;

/** The stock mapper "User Client Role" under its own id, reading pruned roles. */
public final class ClientRoleMapper extends UserClientRoleMappingMapper {

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
        RoleClaims.issued(session, context); // has no effect after recalled()
        super.setClaim(token, mapper, userSession, session, context);
    }
}
