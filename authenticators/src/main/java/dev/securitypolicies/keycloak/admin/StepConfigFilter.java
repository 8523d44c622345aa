package dev.securitypolicies.keycloak.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.securitypolicies.keycloak.compat.JsonBody;
import dev.securitypolicies.keycloak.compat.KeycloakResource;
import dev.securitypolicies.keycloak.flow.PackSteps;
import dev.securitypolicies.keycloak.spi.SecurityPolicyProvider;
import dev.securitypolicies.policy.NetworkList;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.idm.ErrorRepresentation;
import org.keycloak.utils.KeycloakSessionUtil;

/**
 * Refuses to save a list of addresses in a step of a flow that is not valid: Keycloak asks no factory about its configuration. Whoever may not
 * manage the realm is left to Keycloak's own answer, and learns nothing of its IP groups.
 */
@Provider
public final class StepConfigFilter implements ContainerRequestFilter {

    private static final Set<String> WRITING = Set.of(HttpMethod.POST, HttpMethod.PUT);

    @Context
    @Nullable
    ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        KeycloakSession session = KeycloakSessionUtil.getKeycloakSession();
        if (session == null || !KeycloakResource.FLOWS.answers(resource) || !WRITING.contains(request.getMethod())) {
            return;
        }
        RealmModel realm = session.getContext().getRealm();
        if (AdminCaller.of(session)
                .flatMap(caller -> caller.rights(session))
                .filter(rights -> rights.mayManage(realm))
                .isEmpty()) {
            return;
        }
        JsonBody.peek(request)
                .map(body -> body.path("config").get(PackSteps.ADDRESSES))
                .filter(value -> !value.isNull())
                .map(JsonNode::asText)
                .map(text -> NetworkList.read(
                        text,
                        SecurityPolicyProvider.of(session)
                                .policy(realm)
                                .policy()
                                .ip()))
                .filter(list -> !list.faults().isEmpty())
                .ifPresent(list -> request.abortWith(refusal(list)));
    }

    private static Response refusal(NetworkList list) {
        ErrorRepresentation error = new ErrorRepresentation();
        error.setErrorMessage(list.faults().stream()
                .map(fault -> fault.message() + "; " + fault.hint())
                .collect(Collectors.joining(". ")));
        return Response.status(Response.Status.BAD_REQUEST)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(error)
                .build();
    }
}
