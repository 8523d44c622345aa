package dev.securitypolicies.keycloak.registration;

import dev.securitypolicies.keycloak.compat.JsonBody;
import dev.securitypolicies.keycloak.compat.KeycloakResource;
import dev.securitypolicies.keycloak.provenance.IssueAddress;
import dev.securitypolicies.keycloak.subject.ClientAllowlist;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.representations.idm.OAuth2ErrorRepresentation;

/**
 * Refuses a dynamic client registration (RFC 7591) that names a client attribute of the pack: whose address counts, and from
 * where a client may be used, is for the realm's admins to decide, not for whoever may register a client.
 */
@Provider
public final class RegistrationFilter implements ContainerRequestFilter {

    private static final List<String> OURS = List.of(IssueAddress.SOURCE_ATTRIBUTE, ClientAllowlist.ATTRIBUTE);
    private static final Set<String> WRITING = Set.of(HttpMethod.POST, HttpMethod.PUT);
    /** RFC 7591, 3.2.2. */
    private static final String INVALID_METADATA = "invalid_client_metadata";

    @Context
    @Nullable
    ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        if (!KeycloakResource.CLIENT_REGISTRATION.answers(resource) || !WRITING.contains(request.getMethod())) {
            return;
        }
        JsonBody.peek(request)
                .flatMap(body -> OURS.stream()
                        .filter(name -> !body.findValues(name).isEmpty())
                        .findFirst())
                .ifPresent(name -> request.abortWith(refusal(name)));
    }

    private static Response refusal(String name) {
        return Response.status(Response.Status.BAD_REQUEST)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(new OAuth2ErrorRepresentation(
                        INVALID_METADATA, "`" + name + "` cannot be set by dynamic registration"))
                .build();
    }
}
