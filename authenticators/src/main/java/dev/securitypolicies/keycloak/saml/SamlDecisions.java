package dev.securitypolicies.keycloak.saml;

import dev.securitypolicies.keycloak.address.TokenRequest;
import dev.securitypolicies.keycloak.issue.IssueDecision;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.KeycloakSession;

/** The decision about a SAML response: to a browser, or to a client that exchanges a token for an assertion. */
final class SamlDecisions {

    private final KeycloakSession session;

    SamlDecisions(KeycloakSession session) {
        this.session = session;
    }

    IssueDecision of(AuthenticatedClientSessionModel clientSession) {
        return IssueDecision.of(session, clientSession, new TokenRequest(session).grantType());
    }
}
