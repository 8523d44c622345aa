package dev.securitypolicies.keycloak.saml;

import dev.securitypolicies.decision.PolicyAddress;
import dev.securitypolicies.decision.Ruling;
import dev.securitypolicies.keycloak.spi.SecurityPolicyProvider;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.KeycloakSession;

/** The ruling for a SAML response, which always answers a browser. */
final class SamlRuling {

    private SamlRuling() {}

    static Ruling of(KeycloakSession session, AuthenticatedClientSessionModel clientSession) {
        SecurityPolicyProvider policies = SecurityPolicyProvider.of(session);
        return policies.rule(
                clientSession.getRealm(),
                clientSession.getUserSession().getUser(),
                PolicyAddress.of(policies.clientAddress()));
    }
}
