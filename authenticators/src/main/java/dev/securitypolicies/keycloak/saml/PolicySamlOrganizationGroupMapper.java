package dev.securitypolicies.keycloak.saml;

import dev.securitypolicies.decision.EnforcedDecision;
import dev.securitypolicies.decision.Role;
import org.keycloak.dom.saml.v2.assertion.AttributeStatementType;
import org.keycloak.dom.saml.v2.assertion.AttributeType;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.organization.protocol.mappers.saml.OrganizationGroupMembershipMapper;

/** The stock SAML mapper "Organization Group Membership" under its own id: the roles of organization groups are pruned too. */
public final class PolicySamlOrganizationGroupMapper extends OrganizationGroupMembershipMapper {

    @Override
    public void transformAttributeStatement(
            AttributeStatementType statement,
            ProtocolMapperModel mapper,
            KeycloakSession session,
            UserSessionModel userSession,
            AuthenticatedClientSessionModel clientSession) {
        super.transformAttributeStatement(statement, mapper, session, userSession, clientSession);
        EnforcedDecision ruling = SamlDecisions.of(session, clientSession);
        for (Role role : ruling.enforcedWithheld()) {
            String suffix = role.clientId()
                    .map(client -> ".resource_access." + client + ".roles")
                    .orElse(".realm_access.roles");
            statement.getAttributes().stream()
                    .map(AttributeStatementType.ASTChoiceType::getAttribute)
                    .filter(attribute -> isRoleList(attribute, suffix))
                    .forEach(attribute -> attribute.removeAttributeValue(role.name()));
        }
    }

    private static boolean isRoleList(AttributeType attribute, String suffix) {
        return attribute != null
                && attribute.getName().startsWith("organization.")
                && attribute.getName().endsWith(suffix);
    }
}
