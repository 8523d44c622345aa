package dev.securitypolicies.keycloak.compat;

import jakarta.ws.rs.core.Response;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.CorsErrorResponseException;
import org.keycloak.services.cors.Cors;

/** Refusals in the words of OAuth, with the headers that a page of another origin needs to read them. */
public final class OAuthErrors {

    private OAuthErrors() {}

    /** A 400 with this error, which ends the request. */
    public static RuntimeException badRequest(KeycloakSession session, String error, String description) {
        return badRequest(session.getProvider(Cors.class), error, description);
    }

    /** The same at an endpoint that has begun its answer. */
    public static RuntimeException badRequest(Cors cors, String error, String description) {
        return new CorsErrorResponseException(cors, error, description, Response.Status.BAD_REQUEST);
    }
}
