package dev.securitypolicies.keycloak.token;

import dev.securitypolicies.decision.Reason;
import dev.securitypolicies.keycloak.address.TokenRequest;
import dev.securitypolicies.keycloak.compat.OAuthErrors;
import dev.securitypolicies.keycloak.events.DecisionContext;
import dev.securitypolicies.keycloak.events.Door;
import dev.securitypolicies.keycloak.events.EnforcementPoint;
import dev.securitypolicies.keycloak.issue.IssueDecision;
import dev.securitypolicies.keycloak.page.RefusalPage;
import dev.securitypolicies.keycloak.page.RefusalText;
import java.util.Optional;
import org.keycloak.OAuth2Constants;
import org.keycloak.events.EventType;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.token.TokenInterceptorException;
import org.keycloak.protocol.oidc.token.TokenPostProcessor;
import org.keycloak.protocol.oidc.token.TokenPostProcessorContext;

/** The last word on every OIDC token response: refuses it, or makes sure that it carries no withheld role. */
final class TokenDoor implements TokenPostProcessor {

    private final KeycloakSession session;

    TokenDoor(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public void process(TokenPostProcessorContext response) {
        ClientSessionContext context = response.clientSessionCtx();
        Optional<String> grantType = new TokenRequest(session).grantType(context);
        IssueDecision decision = IssueDecision.of(session, context.getClientSession(), grantType);
        UserSessionModel userSession = context.getClientSession().getUserSession();
        new EnforcementPoint(session)
                .enforce(context(context, grantType), decision.enforced(), userSession)
                .ifPresent(reason -> refuse(userSession.getUser(), grantType, decision, reason));
        new IssuedTokens(session, context, decision, grantType).finish(response);
    }

    /** The transaction would be committed, with a live session in it, and the exception alone would not prevent that. */
    private void refuse(UserModel user, Optional<String> grantType, IssueDecision decision, Reason reason) {
        session.getTransactionManager().setRollbackOnly();
        if (grantType.isEmpty()) {
            throw new RefusalPage(session).exception(user, reason, decision.enforced());
        }
        String error = Grant.of(grantType.get()).error();
        if (grantType.get().equals(OAuth2Constants.UMA_GRANT_TYPE)) {
            // the UMA endpoint would turn the other exception into a server error
            throw new OAuthErrors(session).badRequest(error, RefusalText.of(reason));
        }
        throw new TokenInterceptorException(error, RefusalText.of(reason));
    }

    private static DecisionContext context(ClientSessionContext context, Optional<String> grantType) {
        AuthenticatedClientSessionModel clientSession = context.getClientSession();
        UserSessionModel userSession = clientSession.getUserSession();
        return DecisionContext.of(
                Door.TOKEN,
                userSession.getRealm(),
                userSession.getUser(),
                clientSession.getClient(),
                userSession.getId(),
                grantType.map(grant -> Grant.of(grant).eventType()).orElse(EventType.LOGIN_ERROR));
    }
}
