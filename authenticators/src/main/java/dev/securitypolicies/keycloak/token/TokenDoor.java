package dev.securitypolicies.keycloak.token;

import dev.securitypolicies.decision.EnforcedDecision;
import dev.securitypolicies.decision.Reason;
import dev.securitypolicies.decision.Role;
import dev.securitypolicies.keycloak.address.SessionAddress;
import dev.securitypolicies.keycloak.address.TokenRequest;
import dev.securitypolicies.keycloak.events.DecisionContext;
import dev.securitypolicies.keycloak.events.DecisionEvents;
import dev.securitypolicies.keycloak.events.DecisionMetrics;
import dev.securitypolicies.keycloak.events.Door;
import dev.securitypolicies.keycloak.page.RefusalPage;
import dev.securitypolicies.keycloak.page.RefusalText;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.OAuth2Constants;
import org.keycloak.common.util.Time;
import org.keycloak.events.EventType;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.token.TokenInterceptorException;
import org.keycloak.protocol.oidc.token.TokenPostProcessor;
import org.keycloak.protocol.oidc.token.TokenPostProcessorContext;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.CorsErrorResponseException;
import org.keycloak.services.cors.Cors;

/** The last word on every OIDC token response: refuses it, or makes sure that it carries no withheld role. */
final class TokenDoor implements TokenPostProcessor {

    private final KeycloakSession session;

    TokenDoor(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public void process(TokenPostProcessorContext response) {
        ClientSessionContext context = response.clientSessionCtx();
        EnforcedDecision ruling = TokenDecisions.issued(session, context);
        DecisionEvents records = new DecisionEvents(session);
        DecisionContext circumstances = circumstances(context);
        ruling.refusal().ifPresent(reason -> records.refused(circumstances, ruling, reason));
        ruling.enforcedRefusal().ifPresent(reason -> refuse(context, ruling, reason));
        records.withheld(circumstances, ruling, context.getClientSession().getUserSession());
        if (ruling.refusal().isEmpty()) {
            DecisionMetrics.allowed(Door.TOKEN);
        }
        strip(response.accessToken(), context, ruling.enforcedWithheld());
        if (TokenDecisions.restricts(session, context)) {
            SessionAddress.rememberIssue(context.getClientSession(), ruling.address(), issuedAt(response));
        }
    }

    /** The transaction would be committed, with a live session in it, and the exception alone would not prevent that. */
    private void refuse(ClientSessionContext context, EnforcedDecision ruling, Reason reason) {
        session.getTransactionManager().setRollbackOnly();
        Optional<String> grantType = TokenRequest.grantType(session, context);
        if (grantType.isEmpty()) {
            throw RefusalPage.exception(session, reason, ruling);
        }
        String error = Grant.of(grantType.get()).error();
        if (grantType.get().equals(OAuth2Constants.UMA_GRANT_TYPE)) {
            // the UMA endpoint would turn the other exception into a server error
            throw new CorsErrorResponseException(
                    session.getProvider(Cors.class), error, RefusalText.of(reason), Response.Status.BAD_REQUEST);
        }
        throw new TokenInterceptorException(error, RefusalText.of(reason));
    }

    /** The mappers have left the roles out already; this is the proof, whatever mappers a client has. */
    private void strip(@Nullable AccessToken token, ClientSessionContext context, List<Role> withheld) {
        if (token == null || withheld.isEmpty()) {
            return;
        }
        withheld.forEach(role -> RoleAccess.remove(RoleAccess.of(token, role), role));
        Set<String> lost = GrantedScope.lost(withheld, context);
        token.setScope(GrantedScope.without(lost, token.getScope()));
        ResponseScopeFilter.remember(session, lost);
    }

    private static long issuedAt(TokenPostProcessorContext response) {
        AccessToken token = response.accessToken();
        return token == null || token.getIat() == null ? Time.currentTimeMillis() / 1_000 : token.getIat();
    }

    private DecisionContext circumstances(ClientSessionContext context) {
        AuthenticatedClientSessionModel clientSession = context.getClientSession();
        UserSessionModel userSession = clientSession.getUserSession();
        return DecisionContext.of(
                Door.TOKEN,
                userSession.getRealm(),
                userSession.getUser(),
                clientSession.getClient(),
                userSession.getId(),
                TokenRequest.grantType(session, context)
                        .map(grantType -> Grant.of(grantType).eventType())
                        .orElse(EventType.LOGIN_ERROR));
    }
}
