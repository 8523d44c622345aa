package dev.securitypolicies.keycloak.compat;

import jakarta.ws.rs.core.Response;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.CorsErrorResponseException;
import org.keycloak.services.cors.Cors;

/** Refusals in the words of OAuth, with the headers that a page of another origin needs to read them. */
public final class OAuthErrors {

    private final Cors cors;

    /** Of the current request. */
    public OAuthErrors(KeycloakSession session) {
        this(session.getProvider(Cors.class));
    }

    /** Of an endpoint that has begun its answer. */
    public OAuthErrors(Cors cors) {
        this.cors = cors;
    }

    /** A 400 with this error, which ends the request. */
    public RuntimeException badRequest(String error, String description) {
        return new CorsErrorResponseException(cors, error, description, Response.Status.BAD_REQUEST);
    }
}
