package dev.securitypolicies.keycloak.token;

import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.mappers.RoleNameMapper;
import org.keycloak.representations.IDToken;

/** The stock mapper "Role Name Mapper" under its own id. It runs first and renames only roles that are kept. */
public final class PolicyRoleNameMapper extends RoleNameMapper {

    @Override
    protected void setClaim(
            IDToken token,
            ProtocolMapperModel mapper,
            UserSessionModel userSession,
            KeycloakSession session,
            ClientSessionContext context) {
        RoleClaims.prune(session, context);
        super.setClaim(token, mapper, userSession, session, context);
    }
}
