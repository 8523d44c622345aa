package dev.securitypolicies.keycloak.address;

import dev.securitypolicies.keycloak.compat.KeycloakResource;
import java.util.Optional;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;

/** Tells requests to the token endpoint from those of browsers. */
public final class TokenRequest {

    private final KeycloakSession session;

    /** The current request. */
    public TokenRequest(KeycloakSession session) {
        this.session = session;
    }

    /**
     * The grant type that tokens are issued for; empty for a response to a browser. Not every grant says so in the client
     * session (UMA does not), and a form field alone proves nothing, since a browser can send one anywhere.
     */
    public Optional<String> grantType(ClientSessionContext context) {
        return Optional.ofNullable(context.getAttribute(Constants.GRANT_TYPE, String.class))
                .or(() -> grantType());
    }

    /** The grant type of the current request; empty if it is not for the token endpoint. */
    public Optional<String> grantType() {
        return KeycloakResource.TOKEN.isMatched(session)
                ? Optional.ofNullable(session.getContext()
                        .getHttpRequest()
                        .getDecodedFormParameters()
                        .getFirst(OAuth2Constants.GRANT_TYPE))
                : Optional.empty();
    }

    /** A form field of the current request; empty if it is not for the token endpoint, or has none. */
    public Optional<String> parameter(String name) {
        return grantType()
                .map(grant -> session.getContext()
                        .getHttpRequest()
                        .getDecodedFormParameters()
                        .getFirst(name));
    }
}
