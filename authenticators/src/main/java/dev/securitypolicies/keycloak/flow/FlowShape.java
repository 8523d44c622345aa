package dev.securitypolicies.keycloak.flow;

import java.util.stream.Collectors;
import org.keycloak.models.RealmModel;

/** What a flow consists of, as text, to see later whether somebody has changed it. The pack's own condition comes and goes. */
final class FlowShape {

    private FlowShape() {}

    static String of(RealmModel realm, String flowId) {
        return realm.getAuthenticationExecutionsStream(flowId)
                .filter(execution -> !PackSteps.IF_FACTOR_REQUIRED.equals(execution.getAuthenticator()))
                .map(execution -> (execution.isAuthenticatorFlow()
                                ? "(" + of(realm, execution.getFlowId()) + ")"
                                : execution.getAuthenticator())
                        + " " + execution.getRequirement())
                .collect(Collectors.joining(", "));
    }
}
