package dev.securitypolicies.keycloak.flow;

import dev.securitypolicies.keycloak.compat.StockSteps;
import java.util.Optional;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.RealmModel;

/** Adds to the end of a flow, and takes out of it. */
final class FlowWriter {

    private static final String BASIC_FLOW = "basic-flow";
    private static final int STEP = 10;

    private final RealmModel realm;

    FlowWriter(RealmModel realm) {
        this.realm = realm;
    }

    /** A subflow, somewhere in the flow, for whoever has a factor; its steps are still to be added. */
    String appendSubflow(AuthenticationFlowModel flow, String parent) {
        AuthenticationFlowModel subflow = new AuthenticationFlowModel();
        subflow.setAlias(CopyNames.fitting(flow.getAlias(), " second factor"));
        subflow.setDescription("Asks for the factor that the user has");
        subflow.setProviderId(BASIC_FLOW);
        subflow.setTopLevel(false);
        subflow.setBuiltIn(false);
        String id = realm.addAuthenticationFlow(subflow).getId();
        AuthenticationExecutionModel link = next(parent, Requirement.CONDITIONAL);
        link.setAuthenticatorFlow(true);
        link.setFlowId(id);
        realm.addAuthenticatorExecution(link);
        AuthenticationExecutionModel condition = next(id, Requirement.REQUIRED);
        condition.setAuthenticator(StockSteps.IF_FACTOR_CONFIGURED);
        realm.addAuthenticatorExecution(condition);
        return id;
    }

    /** What comes behind all others; it is still to be added. */
    AuthenticationExecutionModel next(String parent, Requirement requirement) {
        AuthenticationExecutionModel execution = new AuthenticationExecutionModel();
        execution.setParentFlow(parent);
        execution.setRequirement(requirement);
        execution.setPriority(realm.getAuthenticationExecutionsStream(parent)
                        .mapToInt(AuthenticationExecutionModel::getPriority)
                        .max()
                        .orElse(0)
                + STEP);
        return execution;
    }

    /** The configuration goes with the step that it was for. */
    void remove(AuthenticationExecutionModel execution) {
        Optional.ofNullable(execution.getAuthenticatorConfig())
                .map(realm::getAuthenticatorConfigById)
                .ifPresent(realm::removeAuthenticatorConfig);
        realm.removeAuthenticatorExecution(execution);
    }
}
