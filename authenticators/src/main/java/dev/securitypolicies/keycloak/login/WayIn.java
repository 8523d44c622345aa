package dev.securitypolicies.keycloak.login;

import dev.securitypolicies.keycloak.compat.KeycloakResource;
import dev.securitypolicies.keycloak.compat.LoginRecord;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Locale;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;

/** The ways of logging in at which credentials are looked at. */
enum WayIn {
    /** A login page. */
    PAGE,
    /** A password in a header: the Docker registry protocol, or SAML's enhanced client. */
    HEADER;

    boolean isPage() {
        return this == PAGE;
    }

    /** The way of this request; empty if it is none, or a silent one that ends with its protocol's own error. */
    static Optional<WayIn> of(KeycloakSession session, ContainerRequestContext request) {
        for (Object resource : request.getUriInfo().getMatchedResources()) {
            if (KeycloakResource.DEVICE.is(resource)) {
                return Optional.empty(); // a device begins there, below the path of the login page, and is no browser
            }
            if (KeycloakResource.LOGIN_ACTIONS.is(resource)) {
                return Optional.of(PAGE);
            }
            if (KeycloakResource.AUTHORIZATION.is(resource)) {
                return isSilent(session, request) ? Optional.empty() : Optional.of(PAGE);
            }
            if (KeycloakResource.DOCKER.is(resource) || (KeycloakResource.SAML.is(resource) && hasPassword(request))) {
                return Optional.of(HEADER);
            }
        }
        return Optional.empty();
    }

    /** A form is read from the body alone, as the endpoint itself does. */
    private static boolean isSilent(KeycloakSession session, ContainerRequestContext request) {
        MultivaluedMap<String, String> parameters = request.getMethod().equals(HttpMethod.POST)
                ? session.getContext().getHttpRequest().getDecodedFormParameters()
                : request.getUriInfo().getQueryParameters();
        return LoginRecord.isSilent(parameters.getFirst(LoginRecord.PROMPT));
    }

    private static boolean hasPassword(ContainerRequestContext request) {
        String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        return header != null && header.toLowerCase(Locale.ROOT).startsWith("basic");
    }
}
