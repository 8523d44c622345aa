package dev.securitypolicies.keycloak.token;

import dev.securitypolicies.decision.Provenance;
import dev.securitypolicies.decision.Reason;
import dev.securitypolicies.keycloak.events.DecidedAddress;
import dev.securitypolicies.keycloak.events.DecisionContext;
import dev.securitypolicies.keycloak.events.Door;
import dev.securitypolicies.keycloak.events.EnforcementPoint;
import dev.securitypolicies.keycloak.issue.IssueDecision;
import dev.securitypolicies.keycloak.page.RefusalText;
import dev.securitypolicies.keycloak.provenance.IssueAddress;
import dev.securitypolicies.keycloak.provenance.ProvenanceClaim;
import dev.securitypolicies.keycloak.provenance.ProvenanceClaim.Content;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.Set;
import org.keycloak.OAuth2Constants;
import org.keycloak.OAuthErrorException;
import org.keycloak.common.ClientConnection;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.protocol.oidc.TokenManager.TokenValidation;
import org.keycloak.protocol.oidc.refresh.DefaultRefreshTokenProvider;
import org.keycloak.representations.RefreshToken;

/**
 * Decides about a refresh before the token is rotated, so that a refused one can be used again from a permitted address,
 * with "Revoke Refresh Token" on too. It takes the place of Keycloak's default under its id.
 */
final class RefreshDoor extends DefaultRefreshTokenProvider {

    RefreshDoor(KeycloakSession session) {
        super(session);
    }

    @Override
    protected TokenValidation validateToken(
            KeycloakSession session,
            UriInfo uriInfo,
            ClientConnection connection,
            RealmModel realm,
            RefreshToken oldToken,
            HttpHeaders headers,
            String scope,
            ClientModel client,
            TokenManager tokenManager,
            EventBuilder event)
            throws OAuthErrorException {
        TokenValidation validation = super.validateToken(
                session, uriInfo, connection, realm, oldToken, headers, scope, client, tokenManager, event);
        validation.clientSessionCtx.setAttribute(Constants.GRANT_TYPE, OAuth2Constants.REFRESH_TOKEN);
        AuthenticatedClientSessionModel clientSession = validation.clientSessionCtx.getClientSession();
        ceiling(session, realm, oldToken, clientSession).ifPresent(before -> IssueAddress.refreshing(session, before));
        IssueDecision decision = IssueDecision.of(session, clientSession, Optional.of(OAuth2Constants.REFRESH_TOKEN));
        DecidedAddress.note(event, decision.enforced().address());
        DecisionContext context = DecisionContext.of(
                Door.REFRESH,
                realm,
                validation.user,
                client,
                validation.userSession.getId(),
                EventType.REFRESH_TOKEN_ERROR);
        // what is only reported is recorded where the tokens are made
        Optional<Reason> refusal = decision.enforced().isEnforced()
                        || decision.enforced().refusal().isEmpty()
                ? new EnforcementPoint(session).enforce(context, decision.enforced(), event)
                : Optional.empty();
        if (refusal.isPresent()) {
            throw new OAuthErrorException(error(refusal.get()), RefusalText.of(refusal.get()));
        }
        return validation;
    }

    /**
     * What a refresh token was made from, if it was made from a token. One without our claim is a login's own, unless its
     * client session was begun by an exchange: then nobody knows, and it shows no roles to go by.
     */
    private static Optional<Provenance> ceiling(
            KeycloakSession session,
            RealmModel realm,
            RefreshToken token,
            AuthenticatedClientSessionModel clientSession) {
        Optional<Content> claimed = new ProvenanceClaim(session, realm).read(token);
        if (claimed.isPresent()) {
            return claimed.get().provenance();
        }
        boolean exchanged = clientSession.getNotes().keySet().stream()
                .anyMatch(note -> note.startsWith(Constants.TOKEN_EXCHANGE_SUBJECT_CLIENT));
        return exchanged && IssueDecision.restricts(session, realm)
                ? Optional.of(Provenance.unknown(Set.of()))
                : Optional.empty();
    }

    /** An application that knows RFC 9470 leads its user to a new login, and any other one takes the token for spent. */
    private static String error(Reason reason) {
        return reason.kind() == Reason.Kind.FACTOR
                ? RefusalText.INSUFFICIENT_AUTHENTICATION
                : OAuthErrorException.INVALID_GRANT;
    }
}
