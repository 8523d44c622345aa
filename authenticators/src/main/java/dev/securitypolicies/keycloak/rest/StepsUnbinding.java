package dev.securitypolicies.keycloak.rest;

import dev.securitypolicies.keycloak.flow.BoundSteps;
import dev.securitypolicies.keycloak.representation.StepsRepresentation;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;

/** Takes the pack's steps out of the flows of a realm, which is a change of those flows. */
final class StepsUnbinding {

    private final AdminRequest request;

    StepsUnbinding(AdminRequest request) {
        this.request = request;
    }

    /** What was unbound. */
    StepsRepresentation unbind() {
        BoundSteps steps = new BoundSteps(request.session(), request.realm());
        StepsRepresentation before = new StepsRepresentation(steps.list());
        if (!before.steps().isEmpty()) {
            steps.unbind();
            request.adminEvent()
                    .operation(OperationType.UPDATE)
                    .resource(ResourceType.AUTH_FLOW)
                    .resourcePath(request.session().getContext().getUri())
                    .representation(before)
                    .success();
        }
        return before;
    }
}
