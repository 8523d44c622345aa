package dev.securitypolicies.keycloak.token;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import org.keycloak.OAuth2Constants;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.managers.AppAuthManager;

/** The token that a request presents: to userinfo or introspection, or to be exchanged. */
final class PresentedToken {

    private PresentedToken() {}

    /** The verified token; one without any claim if the request presents none. */
    static AccessToken of(KeycloakSession session) {
        HttpRequest request = session.getContext().getHttpRequest();
        return inForm(request, "token")
                .or(() -> inForm(request, OAuth2Constants.SUBJECT_TOKEN))
                .or(() -> inForm(request, "access_token"))
                .or(() -> inHeader(request.getHttpHeaders()))
                .or(() -> inForm(request, "claim_token"))
                .map(text -> session.tokens().decode(text, AccessToken.class))
                .orElseGet(AccessToken::new);
    }

    private static Optional<String> inForm(HttpRequest request, String field) {
        return Optional.ofNullable(request.getDecodedFormParameters().getFirst(field));
    }

    private static Optional<String> inHeader(HttpHeaders headers) {
        return Optional.ofNullable(AppAuthManager.extractAuthorizationHeaderTokenOrReturnNull(headers))
                .map(AppAuthManager.AuthHeader::getToken);
    }
}
