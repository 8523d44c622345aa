package dev.securitypolicies.keycloak.issue;

import dev.securitypolicies.decision.LoginKind;
import dev.securitypolicies.decision.MfaEvidence;
import dev.securitypolicies.decision.Step;
import dev.securitypolicies.keycloak.address.TokenRequest;
import dev.securitypolicies.keycloak.compat.RealmOrganizations;
import dev.securitypolicies.keycloak.mfa.ProviderAssertion;
import dev.securitypolicies.keycloak.mfa.SessionEvidence;
import dev.securitypolicies.keycloak.provenance.ClientPins;
import dev.securitypolicies.keycloak.provenance.IssueAddress;
import java.util.Optional;
import java.util.Set;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;

/** What is done when something is issued to a client in a session, and what the session shows for it. */
final class IssueStep {

    private static final Set<String> GO_ON = Set.of(
            OAuth2Constants.REFRESH_TOKEN, OAuth2Constants.TOKEN_EXCHANGE_GRANT_TYPE, OAuth2Constants.UMA_GRANT_TYPE);

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
                IssueAddress.isOfUser(clientSession.getClient(), userSession, evidence),
                new ClientPins(session, userSession.getRealm()).of(userSession),
                asksForOrganizations()
                        ? new RealmOrganizations(session, userSession.getRealm()).asked(clientSession)
                        : Set.of());
    }

    /** A session that goes on, and whatever is made from a token, is judged like the roles in it: what is withheld is left out. */
    private boolean asksForOrganizations() {
        return grantType.filter(GO_ON::contains).isEmpty();
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
