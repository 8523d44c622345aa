package dev.securitypolicies.keycloak.flow;

import dev.securitypolicies.keycloak.compat.StockFlows;
import dev.securitypolicies.keycloak.compat.StockSteps;
import dev.securitypolicies.keycloak.representation.StepsRepresentation.Step;
import dev.securitypolicies.keycloak.representation.StepsRepresentation.Unbound;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * The pack's own steps in the flows of a realm: Keycloak can neither run a flow with a step that no jar brings nor show it, be the step
 * disabled or not.
 */
public final class BoundSteps {

    private static final Set<String> OWN = Set.of(PackSteps.IF_FACTOR_REQUIRED, PackSteps.IF_ADDRESS, PackSteps.CHECK);

    private final KeycloakSession session;
    private final RealmModel realm;

    /** Those of a realm. */
    public BoundSteps(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /** All of them, in all flows, bound or not. */
    public List<Step> list() {
        return realm.getAuthenticationFlowsStream()
                .flatMap(flow -> own(flow)
                        .map(execution -> new Step(
                                flow.getAlias(),
                                execution.getAuthenticator(),
                                execution.getRequirement().name(),
                                unbound(flow, execution))))
                .toList();
    }

    /** Takes them out, so that the flows run without the pack. */
    public void unbind() {
        for (AuthenticationFlowModel flow : realm.getAuthenticationFlowsStream().toList()) {
            for (AuthenticationExecutionModel execution : own(flow).toList()) {
                if (unbound(flow, execution) == Unbound.REPLACED) {
                    replace(flow, execution);
                }
                new FlowWriter(realm).remove(execution);
            }
        }
    }

    /** What runs only under the last condition would not run any more: where it asks for a factor, Keycloak's own condition takes over. */
    private Unbound unbound(AuthenticationFlowModel flow, AuthenticationExecutionModel execution) {
        boolean runs = execution.getRequirement() != Requirement.DISABLED;
        if (PackSteps.CHECK.equals(execution.getAuthenticator())) {
            return runs ? Unbound.REPLACED : Unbound.REMOVED;
        }
        if (!runs || hasOtherCondition(flow)) {
            return Unbound.REMOVED;
        }
        boolean asks = running(flow).anyMatch(FactorSteps::isStep);
        return asks || PackSteps.IF_FACTOR_REQUIRED.equals(execution.getAuthenticator())
                ? Unbound.REPLACED
                : Unbound.SUBFLOW_STOPS;
    }

    private boolean hasOtherCondition(AuthenticationFlowModel flow) {
        StockFlows flows = new StockFlows(session, realm);
        return running(flow)
                .filter(other -> other.getAuthenticator() != null && !OWN.contains(other.getAuthenticator()))
                .anyMatch(other -> flows.isCondition(other.getAuthenticator()));
    }

    private void replace(AuthenticationFlowModel flow, AuthenticationExecutionModel execution) {
        AuthenticationExecutionModel stock = new AuthenticationExecutionModel();
        stock.setParentFlow(flow.getId());
        stock.setRequirement(Requirement.REQUIRED);
        stock.setPriority(execution.getPriority());
        stock.setAuthenticator(
                PackSteps.CHECK.equals(execution.getAuthenticator())
                        ? StockSteps.ALLOW
                        : StockSteps.IF_FACTOR_CONFIGURED);
        realm.addAuthenticatorExecution(stock);
    }

    private Stream<AuthenticationExecutionModel> running(AuthenticationFlowModel flow) {
        return realm.getAuthenticationExecutionsStream(flow.getId())
                .filter(execution -> execution.getRequirement() != Requirement.DISABLED);
    }

    private Stream<AuthenticationExecutionModel> own(AuthenticationFlowModel flow) {
        return realm.getAuthenticationExecutionsStream(flow.getId())
                .filter(execution ->
                        execution.getAuthenticator() != null && OWN.contains(execution.getAuthenticator()));
    }
}
