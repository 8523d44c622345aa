package dev.securitypolicies.keycloak.admin;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.idm.ErrorRepresentation;
import org.keycloak.services.ErrorPage;

/** The 403 of the admin door: a page for a browser, JSON for everything else. Both say the same and name no address. */
final class AdminRefusal {

    /** The message key; its English text is the one that the documentation quotes. */
    static final String MESSAGE = "securityPolicies.refused.admin-panel";

    static final String TEXT = "Access to the admin panel is restricted by IP allowlist";

    private AdminRefusal() {}

    static Response response(KeycloakSession session, ContainerRequestContext request) {
        boolean browser = request.getAcceptableMediaTypes().stream()
                .anyMatch(type -> !type.isWildcardType() && type.isCompatible(MediaType.TEXT_HTML_TYPE));
        if (browser && session.getContext().getHttpRequest() != null) {
            return ErrorPage.error(session, null, Response.Status.FORBIDDEN, MESSAGE);
        }
        if (browser) {
            return Response.status(Response.Status.FORBIDDEN)
                    .type(MediaType.TEXT_HTML_TYPE)
                    .entity("<!doctype html><title>403</title><p>" + TEXT + "</p>")
                    .build();
        }
        ErrorRepresentation error = new ErrorRepresentation();
        error.setErrorMessage(TEXT);
        return Response.status(Response.Status.FORBIDDEN)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(error)
                .build();
    }
}
