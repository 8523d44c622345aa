package dev.securitypolicies.keycloak.saml;

import dev.securitypolicies.decision.EnforcedDecision;
import dev.securitypolicies.decision.PolicyAddress;
import dev.securitypolicies.keycloak.mfa.EvidenceNotes;
import dev.securitypolicies.keycloak.mfa.Mfa;
import dev.securitypolicies.keycloak.spi.SecurityPolicyProvider;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;

/** The ruling for a SAML response, which always answers a browser. */
final class SamlDecisions {

    private SamlDecisions() {}

    static EnforcedDecision of(KeycloakSession session, AuthenticatedClientSessionModel clientSession) {
        SecurityPolicyProvider policies = SecurityPolicyProvider.of(session);
        UserSessionModel userSession = clientSession.getUserSession();
        EnforcedDecision ruling = policies.rule(
                clientSession.getRealm(), userSession.getUser(), PolicyAddress.of(policies.clientAddress()));
        return Mfa.withFactor(session, userSession, EvidenceNotes.of(userSession), ruling);
    }
}
