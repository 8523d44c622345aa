package dev.securitypolicies.keycloak.token;

import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.token.TokenPostProcessor;
import org.keycloak.protocol.oidc.token.TokenPostProcessorFactory;

/** Registers the token door behind all other post-processors, so that nothing is added after its judgement. */
public final class TokenDoorFactory implements TokenPostProcessorFactory {

    @Override
    public String getId() {
        return "security-policy";
    }

    @Override
    public int order() {
        return Integer.MIN_VALUE;
    }

    @Override
    public TokenPostProcessor create(KeycloakSession session) {
        return new TokenDoor(session);
    }
}
