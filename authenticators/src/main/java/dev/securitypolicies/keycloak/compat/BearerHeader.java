package dev.securitypolicies.keycloak.compat;

import java.util.Optional;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.managers.AppAuthManager;

/** The token in the `Authorization` header of the current request, as Keycloak's endpoints read it; not verified. */
public final class BearerHeader {

    private final KeycloakSession session;

    /** Of the current request. */
    public BearerHeader(KeycloakSession session) {
        this.session = session;
    }

    /** The token; empty if there is no request, no such header, or one of another scheme. */
    public Optional<String> token() {
        HttpRequest request = session.getContext().getHttpRequest();
        return request == null
                ? Optional.empty()
                : Optional.ofNullable(
                                AppAuthManager.extractAuthorizationHeaderTokenOrReturnNull(request.getHttpHeaders()))
                        .map(AppAuthManager.AuthHeader::getToken);
    }
}
