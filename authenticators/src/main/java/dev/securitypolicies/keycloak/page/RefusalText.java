package dev.securitypolicies.keycloak.page;

import dev.securitypolicies.decision.Reason;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.keycloak.OAuthErrorException;
import org.keycloak.representations.idm.OAuth2ErrorRepresentation;

/** What an application reads in `error_description`: for its developers and its log, so the code is part of it. */
public final class RefusalText {

    /** The error code of RFC 9470, section 3. */
    public static final String INSUFFICIENT_AUTHENTICATION = "insufficient_user_authentication";

    private RefusalText() {}

    /** One line without any address. */
    public static String of(Reason reason) {
        String words = switch (reason.kind()) {
            case FACTOR -> "Two-factor authentication is required, log in again";
            case CREDENTIAL -> "Login with local credentials is not allowed";
            case NETWORK, NOTICE -> "Access is restricted from this network";
        };
        return words + " (" + reason.code() + ")";
    }

    /** The answer for an application that asks for a token with a password. */
    public static Response badGrant(Reason reason) {
        return Response.status(Response.Status.BAD_REQUEST)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(new OAuth2ErrorRepresentation(OAuthErrorException.INVALID_GRANT, of(reason)))
                .build();
    }

    /** The answer for an application that calls with a token: 403, or 401 with the challenge of RFC 9470. */
    public static Response response(Reason reason) {
        boolean factor = reason.kind() == Reason.Kind.FACTOR;
        String error = factor ? INSUFFICIENT_AUTHENTICATION : OAuthErrorException.ACCESS_DENIED;
        Response.ResponseBuilder answer = Response.status(
                        factor ? Response.Status.UNAUTHORIZED : Response.Status.FORBIDDEN)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(new OAuth2ErrorRepresentation(error, of(reason)));
        return factor
                ? answer.header(
                                HttpHeaders.WWW_AUTHENTICATE,
                                "Bearer error=\"" + error + "\", error_description=\"" + of(reason) + "\"")
                        .build()
                : answer.build();
    }
}
