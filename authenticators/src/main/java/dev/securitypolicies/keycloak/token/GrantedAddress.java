package dev.securitypolicies.keycloak.token;

import dev.securitypolicies.keycloak.address.TokenRequest;
import dev.securitypolicies.keycloak.events.DecidedAddress;
import dev.securitypolicies.keycloak.issue.IssueDecision;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;

/** The address that a grant is decided for, in Keycloak's own record of it. */
final class GrantedAddress {

    private final KeycloakSession session;

    GrantedAddress(KeycloakSession session) {
        this.session = session;
    }

    /** The decision is the one of this request, which the token door asks for as well. */
    void note(ClientSessionContext context, EventBuilder event) {
        IssueDecision decision =
                IssueDecision.of(session, context.getClientSession(), new TokenRequest(session).grantType(context));
        DecidedAddress.note(event, decision.enforced().address());
    }
}
