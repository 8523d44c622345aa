package dev.securitypolicies.keycloak.saml;

import org.keycloak.dom.saml.v2.protocol.ResponseType;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.saml.mappers.SAMLAudienceResolveProtocolMapper;

/** The stock SAML mapper "Audience Resolve" under its own id: a client whose roles are all withheld is no audience. */
public final class PolicySamlAudienceResolveMapper extends SAMLAudienceResolveProtocolMapper {

    @Override
    public ResponseType transformLoginResponse(
            ResponseType response,
            ProtocolMapperModel mapper,
            KeycloakSession session,
            UserSessionModel userSession,
            ClientSessionContext context) {
        return super.transformLoginResponse(
                response, mapper, session, userSession, new FilteredClientSessionContext(session, context));
    }
}
