package dev.securitypolicies.keycloak.login;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Locale;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.docker.DockerEndpoint;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.endpoints.AuthorizationEndpoint;
import org.keycloak.protocol.oidc.grants.device.endpoints.DeviceEndpoint;
import org.keycloak.protocol.saml.SamlService;
import org.keycloak.services.resources.LoginActionsService;
import org.keycloak.util.TokenUtil;

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
            if (resource instanceof DeviceEndpoint) {
                return Optional.empty(); // a device begins there, below the path of the login page, and is no browser
            }
            if (resource instanceof LoginActionsService) {
                return Optional.of(PAGE);
            }
            if (resource instanceof AuthorizationEndpoint) {
                return isSilent(session, request) ? Optional.empty() : Optional.of(PAGE);
            }
            if (resource instanceof DockerEndpoint || (resource instanceof SamlService && hasPassword(request))) {
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
        return TokenUtil.hasPrompt(
                parameters.getFirst(OIDCLoginProtocol.PROMPT_PARAM), OIDCLoginProtocol.PROMPT_VALUE_NONE);
    }

    private static boolean hasPassword(ContainerRequestContext request) {
        String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        return header != null && header.toLowerCase(Locale.ROOT).startsWith("basic");
    }
}
