package dev.securitypolicies.keycloak.token;

import dev.securitypolicies.decision.PolicyAddress;
import dev.securitypolicies.keycloak.address.SessionAddress;
import java.util.Optional;
import java.util.Set;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.managers.UserSessionManager;

/**
 * The token that a token exchange or a UMA grant starts from. What it is turned into must not carry more than it could: the
 * address it was issued for counts as well as that of the new decision.
 */
final class SubjectToken {

    private static final Set<String> GRANTS =
            Set.of(OAuth2Constants.TOKEN_EXCHANGE_GRANT_TYPE, OAuth2Constants.UMA_GRANT_TYPE);

    private SubjectToken() {}

    /** Whether tokens of this grant are made from another token. */
    static boolean isUsedBy(String grantType) {
        return GRANTS.contains(grantType);
    }

    /** The address that the presented token was issued for; empty if there is none, or nobody remembers. */
    static Optional<PolicyAddress> issueAddress(KeycloakSession session) {
        AccessToken token = PresentedToken.of(session);
        RealmModel realm = session.getContext().getRealm();
        ClientModel client = token.getIssuedFor() == null ? null : realm.getClientByClientId(token.getIssuedFor());
        if (client == null || token.getSessionId() == null) {
            return Optional.empty();
        }
        return clientSession(session, realm, client, token.getSessionId())
                .flatMap(found -> SessionAddress.issue(found, token.getIat() == null ? 0 : token.getIat()));
    }

    private static Optional<AuthenticatedClientSessionModel> clientSession(
            KeycloakSession session, RealmModel realm, ClientModel client, String sessionId) {
        UserSessionModel online = session.sessions().getUserSession(realm, sessionId);
        AuthenticatedClientSessionModel found =
                online == null ? null : online.getAuthenticatedClientSessionByClient(client.getId());
        if (found == null) {
            UserSessionModel offline = new UserSessionManager(session).findOfflineUserSession(realm, sessionId);
            found = offline == null ? null : offline.getAuthenticatedClientSessionByClient(client.getId());
        }
        return Optional.ofNullable(found);
    }
}
