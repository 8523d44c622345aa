package dev.securitypolicies.keycloak.flow;

import java.util.stream.Collectors;
import org.keycloak.models.RealmModel;

/** What a flow consists of, as text, to see later whether somebody has changed it. */
final class FlowShape {

    private FlowShape() {}

    static String of(RealmModel realm, String flowId) {
        return realm.getAuthenticationExecutionsStream(flowId)
                .map(execution -> (execution.isAuthenticatorFlow()
                                ? "(" + of(realm, execution.getFlowId()) + ")"
                                : execution.getAuthenticator())
                        + " " + execution.getRequirement())
                .collect(Collectors.joining(", "));
    }
}
