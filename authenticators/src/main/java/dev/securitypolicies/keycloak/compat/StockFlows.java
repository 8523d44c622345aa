package dev.securitypolicies.keycloak.compat;

import java.util.List;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.authentication.authenticators.conditional.ConditionalAuthenticator;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AuthenticationManagementResource;

/** What Keycloak knows about the flows of a realm, and does with them. */
public final class StockFlows {

    private final KeycloakSession session;
    private final RealmModel realm;

    /** The flows of a realm. */
    public StockFlows(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /** Whether an authenticator asks for nothing, and only says whether the others of its subflow run. */
    public boolean isCondition(String authenticator) {
        return session.getProvider(Authenticator.class, authenticator) instanceof ConditionalAuthenticator;
    }

    /** The executions of an authenticator in a flow, at any depth. */
    public List<AuthenticationExecutionModel> executions(AuthenticationFlowModel flow, String authenticator) {
        return AuthenticatorUtil.getExecutionsByType(realm, flow.getId(), authenticator);
    }

    /** A copy of a flow with all its subflows, as the console makes it. */
    public AuthenticationFlowModel copy(AuthenticationFlowModel flow, String name) {
        return AuthenticationManagementResource.copyFlow(session, realm, flow, name);
    }
}
