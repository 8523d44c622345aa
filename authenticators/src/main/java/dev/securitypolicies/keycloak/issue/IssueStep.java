package dev.securitypolicies.keycloak.issue;

import dev.securitypolicies.decision.LoginKind;
import dev.securitypolicies.decision.MfaEvidence;
import dev.securitypolicies.decision.Step;
import dev.securitypolicies.keycloak.address.TokenRequest;
import dev.securitypolicies.keycloak.mfa.ProviderAssertion;
import dev.securitypolicies.keycloak.mfa.SessionEvidence;
import dev.securitypolicies.keycloak.provenance.IssueAddress;
import java.util.Optional;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;

/** What is done when something is issued to a client in a session, and what the session shows for it. */
final class IssueStep {

    private final KeycloakSession session;
    private final AuthenticatedClientSessionModel clientSession;
    private final UserSessionModel userSession;
    private final Optional<String> grantType;
    private final SessionEvidence evidence;

    IssueStep(KeycloakSession session, AuthenticatedClientSessionModel clientSession, Optional<String> grantType) {
        this.session = session;
        this.clientSession = clientSession;
        this.userSession = clientSession.getUserSession();
        this.grantType = grantType;
        this.evidence = SessionEvidence.of(session, userSession);
    }

    /** A session that goes on was judged when it began; every other one must show that its login has passed the gate. */
    Step step(boolean continues) {
        MfaEvidence mfa = evidence.mfa(userSession);
        return new Step.TokenIssue(
                kind(),
                continues ? mfa.continued() : mfa,
                continues,
                IssueAddress.isOfUser(clientSession.getClient(), userSession, evidence));
    }

    private LoginKind kind() {
        if (userSession.getUser().getServiceAccountClientLink() != null) {
            return LoginKind.SERVICE_ACCOUNT;
        }
        if (grantType.filter(OAuth2Constants.JWT_AUTHORIZATION_GRANT::equals).isPresent()) {
            return new ProviderAssertion(session, userSession.getUser())
                    .kind(new TokenRequest(session).parameter(OAuth2Constants.ASSERTION));
        }
        return evidence.passedGate() ? LoginKind.EXISTING_SESSION : evidence.kind();
    }
}
