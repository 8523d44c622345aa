package dev.securitypolicies.keycloak.token;

import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.mappers.AudienceResolveProtocolMapper;
import org.keycloak.representations.AccessToken;

/** The stock mapper "Audience Resolve" under its own id: a client whose roles are all withheld is no audience. */
public final class PolicyAudienceResolveMapper extends AudienceResolveProtocolMapper {

    @Override
    public AccessToken transformAccessToken(
            AccessToken token,
            ProtocolMapperModel mapper,
            KeycloakSession session,
            UserSessionModel userSession,
            ClientSessionContext context) {
        RoleClaims.prune(session, context);
        return super.transformAccessToken(token, mapper, session, userSession, context);
    }

    @Override
    public AccessToken transformIntrospectionToken(
            AccessToken token,
            ProtocolMapperModel mapper,
            KeycloakSession session,
            UserSessionModel userSession,
            ClientSessionContext context) {
        RoleClaims.prune(session, context);
        return super.transformIntrospectionToken(token, mapper, session, userSession, context);
    }
}
