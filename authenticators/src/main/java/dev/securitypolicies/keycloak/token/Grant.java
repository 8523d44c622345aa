package dev.securitypolicies.keycloak.token;

import java.util.Map;
import org.keycloak.OAuth2Constants;
import org.keycloak.OAuthErrorException;
import org.keycloak.events.EventType;

/**
 * How a refusal looks for one grant type.
 *
 * @param error the OAuth error that a client library of the grant understands (RFC 6749, 5.2 and its extensions)
 * @param eventType the type of the error event
 */
record Grant(String error, EventType eventType) {

    private static final Map<String, Grant> BY_TYPE = Map.of(
            OAuth2Constants.AUTHORIZATION_CODE,
            new Grant(OAuthErrorException.INVALID_GRANT, EventType.CODE_TO_TOKEN_ERROR),
            OAuth2Constants.REFRESH_TOKEN,
            new Grant(OAuthErrorException.INVALID_GRANT, EventType.REFRESH_TOKEN_ERROR),
            OAuth2Constants.PASSWORD,
            new Grant(OAuthErrorException.INVALID_GRANT, EventType.LOGIN_ERROR),
            OAuth2Constants.JWT_AUTHORIZATION_GRANT,
            new Grant(OAuthErrorException.INVALID_GRANT, EventType.JWT_AUTHORIZATION_GRANT_ERROR),
            OAuth2Constants.CLIENT_CREDENTIALS,
            new Grant(OAuthErrorException.UNAUTHORIZED_CLIENT, EventType.CLIENT_LOGIN_ERROR),
            OAuth2Constants.DEVICE_CODE_GRANT_TYPE,
            new Grant(OAuthErrorException.ACCESS_DENIED, EventType.OAUTH2_DEVICE_CODE_TO_TOKEN_ERROR),
            OAuth2Constants.CIBA_GRANT_TYPE,
            new Grant(OAuthErrorException.ACCESS_DENIED, EventType.AUTHREQID_TO_TOKEN_ERROR),
            OAuth2Constants.TOKEN_EXCHANGE_GRANT_TYPE,
            new Grant(OAuthErrorException.INVALID_REQUEST, EventType.TOKEN_EXCHANGE_ERROR),
            OAuth2Constants.UMA_GRANT_TYPE,
            new Grant(OAuthErrorException.ACCESS_DENIED, EventType.PERMISSION_TOKEN_ERROR));

    private static final Grant OTHER =
            new Grant(OAuthErrorException.INVALID_GRANT, EventType.OAUTH2_EXTENSION_GRANT_ERROR);

    static Grant of(String grantType) {
        return BY_TYPE.getOrDefault(grantType, OTHER);
    }
}
