package dev.securitypolicies.keycloak.token;

import org.keycloak.authorization.protection.introspect.RPTIntrospectionProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.TokenIntrospectionProvider;

/** Puts {@link PolicyRptIntrospection} in the place of Keycloak's own, under its id. */
public final class PolicyRptIntrospectionFactory extends RPTIntrospectionProviderFactory {

    @Override
    public TokenIntrospectionProvider create(KeycloakSession session) {
        return new PolicyRptIntrospection(session);
    }
}
