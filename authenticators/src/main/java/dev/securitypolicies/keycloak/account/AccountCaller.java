package dev.securitypolicies.keycloak.account;

import dev.securitypolicies.keycloak.compat.BearerHeader;
import dev.securitypolicies.keycloak.compat.BrowserSessions;
import dev.securitypolicies.keycloak.compat.GuardedMethod;
import dev.securitypolicies.keycloak.compat.KeycloakResource;
import dev.securitypolicies.keycloak.provenance.TokenUsers;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.representations.AccessToken;

/**
 * Whoever does something with an account: by a token at the account API, where a provider's token is fetched and where resources are shared, by the cookie of
 * their session where an application has a provider linked.
 *
 * @param user the user
 * @param session their session; empty for a token without one
 * @param token the token; empty for a cookie
 */
record AccountCaller(UserModel user, Optional<UserSessionModel> session, Optional<AccessToken> token) {

    /** The caller of this request; empty if it has nothing to do with an account, or is nobody's: Keycloak refuses that itself. */
    static Optional<AccountCaller> of(KeycloakSession session, UriInfo uri, @Nullable ResourceInfo resource) {
        if (KeycloakResource.ACCOUNT.isMatched(uri)) {
            return session.getContext().getBearerToken() instanceof AccessToken token
                    ? of(session, token)
                    : Optional.empty();
        }
        if (GuardedMethod.LINKING.isCalled(resource)) {
            return byCookie(session);
        }
        return GuardedMethod.PROVIDER_TOKEN.isCalled(resource) || KeycloakResource.PROTECTION.isMatched(uri)
                ? presented(session).flatMap(token -> of(session, token))
                : Optional.empty();
    }

    private static Optional<AccountCaller> of(KeycloakSession session, AccessToken token) {
        RealmModel realm = session.getContext().getRealm();
        Optional<UserSessionModel> begun =
                new TokenUsers(session, realm).session(Optional.ofNullable(token.getSessionId()));
        return new TokenUsers(session, realm).of(token).map(user -> new AccountCaller(user, begun, Optional.of(token)));
    }

    private static Optional<AccountCaller> byCookie(KeycloakSession session) {
        RealmModel realm = session.getContext().getRealm();
        return new BrowserSessions(session)
                .ofCookie(realm)
                .map(found -> new AccountCaller(found.getUser(), Optional.of(found), Optional.empty()));
    }

    /** Keycloak verifies it after us, and must not find it used up (RFC 9449, 11.1). */
    private static Optional<AccessToken> presented(KeycloakSession session) {
        return new BearerHeader(session).token().map(token -> session.tokens().decode(token, AccessToken.class));
    }
}
