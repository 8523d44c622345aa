package dev.securitypolicies.keycloak.saml;

import org.keycloak.dom.saml.v2.assertion.AttributeStatementType;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.saml.mappers.RoleListMapper;

/** The stock SAML mapper "Role list" under its own id, listing kept roles. */
public final class PolicySamlRoleListMapper extends RoleListMapper {

    @Override
    public void mapRoles(
            AttributeStatementType statement,
            ProtocolMapperModel mapper,
            KeycloakSession session,
            UserSessionModel userSession,
            ClientSessionContext context) {
        super.mapRoles(statement, mapper, session, userSession, new FilteredClientSessionContext(session, context));
    }
}
