package dev.securitypolicies.keycloak.rest;

import dev.securitypolicies.keycloak.flow.BoundSteps;
import dev.securitypolicies.keycloak.representation.StepsRepresentation;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The pack's steps in the realm's flows. */
@Produces(MediaType.APPLICATION_JSON)
public final class StepsResource {

    private final AdminRequest request;

    StepsResource(AdminRequest request) {
        this.request = request;
    }

    /** Where they stand. */
    @GET
    public Response list() {
        request.auth().realm().requireViewRealm();
        return JsonResponses.ok(new StepsRepresentation(new BoundSteps(request.session(), request.realm()).list()));
    }

    /** Takes them out, before the pack itself is removed. */
    @DELETE
    public Response unbind() {
        request.auth().realm().requireManageRealm();
        return JsonResponses.ok(new StepsUnbinding(request).unbind());
    }
}
