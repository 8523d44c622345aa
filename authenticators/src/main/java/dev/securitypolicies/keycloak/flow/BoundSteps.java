package dev.securitypolicies.keycloak.flow;

import dev.securitypolicies.keycloak.compat.StockSteps;
import dev.securitypolicies.keycloak.representation.StepsRepresentation.Step;
import dev.securitypolicies.keycloak.representation.StepsRepresentation.Unbound;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.RealmModel;

/** The pack's own steps in the flows of a realm: Keycloak cannot run a flow with a step that no jar brings. */
public final class BoundSteps {

    private static final Set<String> OWN = Set.of(PackSteps.IF_FACTOR_REQUIRED, PackSteps.IF_ADDRESS, PackSteps.CHECK);

    private final RealmModel realm;

    /** Those of a realm. */
    public BoundSteps(RealmModel realm) {
        this.realm = realm;
    }

    /** All that are not disabled, in all flows, bound or not. */
    public List<Step> list() {
        return flows().flatMap(flow -> own(flow)
                        .map(execution -> new Step(
                                flow.getAlias(),
                                execution.getAuthenticator(),
                                execution.getRequirement().name(),
                                unbound(execution))))
                .toList();
    }

    /** Takes them out of the way, so that the flows run without the pack. */
    public void unbind() {
        for (AuthenticationFlowModel flow : flows().toList()) {
            for (AuthenticationExecutionModel execution : own(flow).toList()) {
                if (unbound(execution) == Unbound.REPLACED) {
                    replace(flow, execution);
                } else {
                    execution.setRequirement(Requirement.DISABLED);
                    realm.updateAuthenticatorExecution(execution);
                }
            }
        }
    }

    private static Unbound unbound(AuthenticationExecutionModel execution) {
        return PackSteps.IF_FACTOR_REQUIRED.equals(execution.getAuthenticator()) ? Unbound.REPLACED : Unbound.DISABLED;
    }

    /** The configuration goes with the step that it was for. */
    private void replace(AuthenticationFlowModel flow, AuthenticationExecutionModel execution) {
        boolean there = realm.getAuthenticationExecutionsStream(flow.getId())
                .anyMatch(other -> StockSteps.IF_FACTOR_CONFIGURED.equals(other.getAuthenticator()));
        new ExemptionStep(realm, flow.getId()).remove();
        if (!there) {
            AuthenticationExecutionModel stock = new AuthenticationExecutionModel();
            stock.setParentFlow(flow.getId());
            stock.setRequirement(Requirement.REQUIRED);
            stock.setPriority(execution.getPriority());
            stock.setAuthenticator(StockSteps.IF_FACTOR_CONFIGURED);
            realm.addAuthenticatorExecution(stock);
        }
    }

    private Stream<AuthenticationFlowModel> flows() {
        return realm.getAuthenticationFlowsStream();
    }

    private Stream<AuthenticationExecutionModel> own(AuthenticationFlowModel flow) {
        return realm.getAuthenticationExecutionsStream(flow.getId())
                .filter(execution -> execution.getAuthenticator() != null && OWN.contains(execution.getAuthenticator()))
                .filter(execution -> execution.getRequirement() != Requirement.DISABLED);
    }
}
