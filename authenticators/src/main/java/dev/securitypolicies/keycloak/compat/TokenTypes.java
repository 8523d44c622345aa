package dev.securitypolicies.keycloak.compat;

import org.keycloak.authorization.authorization.AuthorizationTokenService;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.encode.AccessTokenContext.TokenType;
import org.keycloak.protocol.oidc.encode.TokenContextEncoderProvider;
import org.keycloak.representations.AccessToken;

/** How Keycloak tells kinds of tokens apart. */
public final class TokenTypes {

    /** The format by which the authorization services know an ID token. */
    public static final String UMA_ID_TOKEN = AuthorizationTokenService.CLAIM_TOKEN_FORMAT_ID_TOKEN;

    private final KeycloakSession session;

    /** Of the tokens of a server. */
    public TokenTypes(KeycloakSession session) {
        this.session = session;
    }

    /** Whether a token is one that is not meant to show what its user may do. */
    public boolean isLightweight(AccessToken token) {
        return session.getProvider(TokenContextEncoderProvider.class)
                        .getTokenContextFromTokenId(token.getId())
                        .getTokenType()
                == TokenType.LIGHTWEIGHT;
    }
}
