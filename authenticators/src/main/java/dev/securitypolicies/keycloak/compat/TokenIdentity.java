package dev.securitypolicies.keycloak.compat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.keycloak.authorization.common.KeycloakIdentity;
import org.keycloak.authorization.identity.Identity;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.AccessToken;
import org.keycloak.util.JsonSerialization;

/** The identity of the authorization services that a token gives its bearer. */
public final class TokenIdentity {

    private final Identity identity;

    /** Anybody, whether or not they are known by a token. */
    public TokenIdentity(Identity identity) {
        this.identity = identity;
    }

    /** Whether somebody is known by a token, and not as a user alone. */
    public boolean isPresent() {
        return identity instanceof KeycloakIdentity;
    }

    /** The token that somebody is known by; empty if there is none. */
    public Optional<AccessToken> token() {
        return identity instanceof KeycloakIdentity presented
                ? Optional.ofNullable(presented.getAccessToken())
                : Optional.empty();
    }

    /** The identity that a copy of the token gives, after something was changed in the copy. */
    public static Identity ofChanged(KeycloakSession session, AccessToken token, Consumer<AccessToken> change) {
        AccessToken copy = copy(token);
        change.accept(copy);
        return new KeycloakIdentity(session, copy);
    }

    private static AccessToken copy(AccessToken token) {
        try {
            return JsonSerialization.readValue(JsonSerialization.writeValueAsBytes(token), AccessToken.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
