package dev.securitypolicies.keycloak.token;

import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.mappers.UserRealmRoleMappingMapper;
import org.keycloak.representations.IDToken;

/** The stock mapper "User Realm Role" under its own id, reading pruned roles. */
public final class PolicyUserRealmRoleMapper extends UserRealmRoleMappingMapper {

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
