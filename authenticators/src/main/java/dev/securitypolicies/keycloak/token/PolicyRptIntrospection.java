package dev.securitypolicies.keycloak.token;

import dev.securitypolicies.keycloak.issue.IssueDecision;
import java.util.Optional;
import org.keycloak.authorization.protection.introspect.RPTIntrospectionProvider;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.KeycloakSession;

/**
 * Keycloak's introspection of requesting party tokens. The permissions in one were worked out with the roles of then: if others
 * are withheld under today's policy, none of them is shown (R15).
 */
final class PolicyRptIntrospection extends RPTIntrospectionProvider {

    PolicyRptIntrospection(KeycloakSession session) {
        super(session);
    }

    @Override
    protected boolean introspectionChecks(String text) {
        boolean active = super.introspectionChecks(text);
        if (active && token.getAuthorization() != null && !permissionsStand()) {
            token.setAuthorization(null);
        }
        return active;
    }

    private boolean permissionsStand() {
        AuthenticatedClientSessionModel clientSession =
                userSession.getAuthenticatedClientSessionByClient(client.getId());
        return clientSession == null
                ? !IssueDecision.restricts(session, realm)
                : IssueDecision.of(session, clientSession, Optional.empty()).isSameAsFor(session, realm, token);
    }
}
