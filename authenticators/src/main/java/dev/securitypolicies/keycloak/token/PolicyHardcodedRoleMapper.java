package dev.securitypolicies.keycloak.token;

import dev.securitypolicies.keycloak.subject.MapperRoles;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.mappers.HardcodedRole;
import org.keycloak.representations.IDToken;

/** The stock mapper "Hardcoded Role" under its own id: the role it adds is judged like a directly granted one. */
public final class PolicyHardcodedRoleMapper extends HardcodedRole {

    @Override
    protected void setClaim(
            IDToken token,
            ProtocolMapperModel mapper,
            UserSessionModel userSession,
            KeycloakSession session,
            ClientSessionContext context) {
        RoleClaims claims = RoleClaims.prune(session, context);
        super.setClaim(token, mapper, userSession, session, context);
        claims.judgeAdded(MapperRoles.parse(mapper.getConfig().getOrDefault(ROLE_CONFIG, "")));
    }
}
