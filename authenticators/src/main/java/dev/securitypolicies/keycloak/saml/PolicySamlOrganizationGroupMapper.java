package dev.securitypolicies.keycloak.saml;

import dev.securitypolicies.decision.Role;
import dev.securitypolicies.keycloak.issue.IssueDecision;
import dev.securitypolicies.keycloak.issue.WithheldOrganizations;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keycloak.dom.saml.v2.assertion.AttributeStatementType;
import org.keycloak.dom.saml.v2.assertion.AttributeType;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.organization.protocol.mappers.saml.OrganizationGroupMembershipMapper;

/** The stock SAML mapper "Organization Group Membership" under its own id: withheld organizations are left
 * out, and withheld roles of the groups of others. */
public final class PolicySamlOrganizationGroupMapper extends OrganizationGroupMembershipMapper {

    private static final String PREFIX = "organization.";
    private static final String GROUPS = ".groups";
    private static final String CLIENT = ".resource_access.";
    private static final String REALM_ROLES = ".realm_access.roles";
    private static final Pattern CLIENT_ROLES = Pattern.compile("\\.resource_access\\.(.+)\\.roles$");

    @Override
    public void transformAttributeStatement(
            AttributeStatementType statement,
            ProtocolMapperModel mapper,
            KeycloakSession session,
            UserSessionModel userSession,
            AuthenticatedClientSessionModel clientSession) {
        super.transformAttributeStatement(statement, mapper, session, userSession, clientSession);
        IssueDecision decision = new SamlDecisions(session).of(clientSession);
        Set<String> withheld = new WithheldOrganizations(session, userSession).by(decision);
        List.copyOf(statement.getAttributes()).stream()
                .filter(choice -> choice.getAttribute() != null)
                .filter(choice -> withheld.stream()
                        .anyMatch(alias -> isOf(alias, choice.getAttribute().getName())))
                .forEach(statement::removeAttribute);
        statement.getAttributes().stream()
                .map(AttributeStatementType.ASTChoiceType::getAttribute)
                .filter(attribute -> attribute != null && attribute.getName().startsWith(PREFIX))
                .forEach(attribute -> prune(session, userSession, decision, attribute));
    }

    /** Whether the attribute says something of this organization; an alias may contain dots, and begin like another one. */
    static boolean isOf(String alias, String attribute) {
        String prefix = PREFIX + alias;
        String rest = attribute.startsWith(prefix) ? attribute.substring(prefix.length()) : "";
        return rest.equals(GROUPS) || rest.equals(REALM_ROLES) || rest.startsWith(CLIENT);
    }

    /** Roles that stand here may be the user's by no other way than the group of an organization. */
    private static void prune(
            KeycloakSession session, UserSessionModel userSession, IssueDecision decision, AttributeType attribute) {
        Matcher client = CLIENT_ROLES.matcher(attribute.getName());
        boolean ofClient = client.find();
        if (!ofClient && !attribute.getName().endsWith(REALM_ROLES)) {
            return;
        }
        Optional<String> clientId = ofClient ? Optional.of(client.group(1)) : Optional.empty();
        List.copyOf(attribute.getAttributeValue()).stream()
                .filter(name ->
                        !decision.admits(session, userSession.getRealm(), Role.named(clientId, String.valueOf(name))))
                .forEach(attribute::removeAttributeValue);
    }
}
