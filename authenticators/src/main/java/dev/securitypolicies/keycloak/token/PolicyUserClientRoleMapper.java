package dev.securitypolicies.keycloak.token;

import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.mappers.UserClientRoleMappingMapper;
import org.keycloak.representations.IDToken;

/** The stock mapper "User Client Role" under its own id, reading pruned roles. */
public final class PolicyUserClientRoleMapper extends UserClientRoleMappingMapper {

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
