package dev.securitypolicies.keycloak.admin;

import dev.securitypolicies.decision.Reason;
import dev.securitypolicies.keycloak.compat.LoginPages;
import dev.securitypolicies.keycloak.page.RefusalText;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.idm.ErrorRepresentation;
import org.keycloak.representations.idm.OAuth2ErrorRepresentation;

/**
 * The answer of the admin door. Where the caller's network is not allowed it is a 403: a page for a browser, JSON for everything
 * else, both saying the same and naming no address. Where a second factor is missing it is a 401 with the challenge of RFC 9470,
 * by which an application leads its user to a new login.
 */
final class AdminRefusal {

    /** The message key; its English text is the one that the documentation quotes. */
    static final String MESSAGE = "securityPolicies.refused.admin-panel";

    static final String TEXT = "Access to the admin panel is restricted by IP allowlist";

    private final KeycloakSession session;
    private final ContainerRequestContext request;

    AdminRefusal(KeycloakSession session, ContainerRequestContext request) {
        this.session = session;
        this.request = request;
    }

    Response response(Reason reason) {
        return reason.kind() == Reason.Kind.FACTOR ? challenge(reason) : forbidden();
    }

    private Response challenge(Reason reason) {
        String description = RefusalText.of(reason);
        OAuth2ErrorRepresentation error =
                new OAuth2ErrorRepresentation(RefusalText.INSUFFICIENT_AUTHENTICATION, description);
        String realm = session.getContext().getRealm().getName().replaceAll("[\"\\\\]", "");
        return Response.status(Response.Status.UNAUTHORIZED)
                .header(
                        HttpHeaders.WWW_AUTHENTICATE,
                        "Bearer realm=\"" + realm + "\", error=\"" + RefusalText.INSUFFICIENT_AUTHENTICATION
                                + "\", error_description=\"" + description + "\"")
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(error)
                .build();
    }

    private Response forbidden() {
        boolean browser = request.getAcceptableMediaTypes().stream()
                .anyMatch(type -> !type.isWildcardType() && type.isCompatible(MediaType.TEXT_HTML_TYPE));
        if (browser && session.getContext().getHttpRequest() != null) {
            return new LoginPages(session).error(null, Response.Status.FORBIDDEN, MESSAGE);
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
