package dev.securitypolicies.keycloak.saml;

import dev.securitypolicies.keycloak.issue.WithheldOrganizations;
import java.util.List;
import java.util.Set;
import org.keycloak.dom.saml.v2.assertion.AttributeStatementType;
import org.keycloak.dom.saml.v2.assertion.AttributeStatementType.ASTChoiceType;
import org.keycloak.dom.saml.v2.assertion.AttributeType;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.organization.protocol.mappers.saml.OrganizationMembershipMapper;

/** The stock SAML mapper "Organization Membership" under its own id: withheld organizations are left out (R17). */
public final class PolicySamlOrganizationMapper extends OrganizationMembershipMapper {

    @Override
    public void transformAttributeStatement(
            AttributeStatementType statement,
            ProtocolMapperModel mapper,
            KeycloakSession session,
            UserSessionModel userSession,
            AuthenticatedClientSessionModel clientSession) {
        super.transformAttributeStatement(statement, mapper, session, userSession, clientSession);
        Set<String> withheld =
                new WithheldOrganizations(session, userSession).by(new SamlDecisions(session).of(clientSession));
        for (ASTChoiceType choice : List.copyOf(statement.getAttributes())) {
            AttributeType attribute = choice.getAttribute();
            if (attribute != null && ORGANIZATION_ATTRIBUTE_NAME.equals(attribute.getName())) {
                List.copyOf(attribute.getAttributeValue()).stream()
                        .filter(alias -> withheld.contains(String.valueOf(alias)))
                        .forEach(attribute::removeAttributeValue);
                if (attribute.getAttributeValue().isEmpty()) {
                    statement.removeAttribute(choice);
                }
            }
        }
    }
}
