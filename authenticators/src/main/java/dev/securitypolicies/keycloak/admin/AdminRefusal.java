package dev.securitypolicies.keycloak.admin;

import dev.securitypolicies.decision.PolicyAddress;
import dev.securitypolicies.decision.Reason;
import dev.securitypolicies.keycloak.events.RefusalReference;
import dev.securitypolicies.keycloak.page.RefusalPage;
import dev.securitypolicies.keycloak.page.RefusalText;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.representations.idm.ErrorRepresentation;
import org.keycloak.representations.idm.OAuth2ErrorRepresentation;

/**
 * The answer of the admin door. Where the caller's network is not allowed it is a 403: a page for a browser, JSON for everything
 * else, both saying the same and naming no address. Where a second factor is missing it is a 401 with the challenge of RFC 9470,
 * by which an application leads its user to a new login.
 */
final class AdminRefusal {

    static final String TEXT = "Access to the admin panel is restricted by IP allowlist";

    private final KeycloakSession session;
    private final ContainerRequestContext request;
    private final Optional<UserModel> caller;
    private final PolicyAddress address;

    /** For a caller, empty if nobody can tell who it is, at an address. */
    AdminRefusal(
            KeycloakSession session,
            ContainerRequestContext request,
            Optional<UserModel> caller,
            PolicyAddress address) {
        this.session = session;
        this.request = request;
        this.caller = caller;
        this.address = address;
    }

    Response response(Reason reason) {
        return reason.kind() == Reason.Kind.FACTOR ? challenge(reason) : forbidden(reason);
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

    private Response forbidden(Reason reason) {
        boolean browser = request.getAcceptableMediaTypes().stream()
                .anyMatch(type -> !type.isWildcardType() && type.isCompatible(MediaType.TEXT_HTML_TYPE));
        if (browser && session.getContext().getHttpRequest() != null) {
            return new RefusalPage(session).response(caller, reason, address);
        }
        if (browser) {
            return Response.status(Response.Status.FORBIDDEN)
                    .type(MediaType.TEXT_HTML_TYPE)
                    .entity("<!doctype html><title>403</title><p>" + TEXT + "</p>")
                    .build();
        }
        ErrorRepresentation error = new ErrorRepresentation();
        error.setErrorMessage(TEXT);
        error.setParams(new Object[] {
            address.text(), RefusalReference.of(session.getContext().getRealm(), caller, address, reason)
        });
        return Response.status(Response.Status.FORBIDDEN)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(error)
                .build();
    }
}
