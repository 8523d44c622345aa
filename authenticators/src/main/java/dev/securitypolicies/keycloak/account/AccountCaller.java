package dev.securitypolicies.keycloak.account;

import dev.securitypolicies.keycloak.provenance.TokenUser;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.managers.AppAuthManager;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.resources.IdentityBrokerService;
import org.keycloak.services.resources.account.AccountRestService;

/**
 * Whoever does something with an account: by a token at the account API and where a provider's token is fetched, by the cookie of
 * their session where an application has a provider linked.
 *
 * @param user the user
 * @param session their session; empty for a token without one
 * @param token the token; empty for a cookie
 */
record AccountCaller(UserModel user, Optional<UserSessionModel> session, Optional<AccessToken> token) {

    private static final Set<String> BY_COOKIE = Set.of("clientInitiatedAccountLinking");
    private static final Set<String> BY_TOKEN = Set.of("retrieveTokenV1", "retrieveTokenV2");

    /** The caller of this request; empty if it has nothing to do with an account, or is nobody's: Keycloak refuses that itself. */
    static Optional<AccountCaller> of(KeycloakSession session, UriInfo uri, @Nullable ResourceInfo resource) {
        if (uri.getMatchedResources().stream().anyMatch(AccountRestService.class::isInstance)) {
            return session.getContext().getBearerToken() instanceof AccessToken token
                    ? of(session, token)
                    : Optional.empty();
        }
        String method = resource == null || resource.getResourceMethod() == null
                ? ""
                : resource.getResourceMethod().getName();
        boolean atProvider = uri.getMatchedResources().stream().anyMatch(IdentityBrokerService.class::isInstance);
        if (atProvider && BY_COOKIE.contains(method)) {
            return byCookie(session);
        }
        return atProvider && BY_TOKEN.contains(method)
                ? presented(session).flatMap(token -> of(session, token))
                : Optional.empty();
    }

    private static Optional<AccountCaller> of(KeycloakSession session, AccessToken token) {
        RealmModel realm = session.getContext().getRealm();
        Optional<UserSessionModel> begun = TokenUser.session(session, realm, Optional.ofNullable(token.getSessionId()));
        return TokenUser.of(session, realm, token).map(user -> new AccountCaller(user, begun, Optional.of(token)));
    }

    private static Optional<AccountCaller> byCookie(KeycloakSession session) {
        RealmModel realm = session.getContext().getRealm();
        return Optional.ofNullable(AuthenticationManager.authenticateIdentityCookie(session, realm, true))
                .map(found -> new AccountCaller(found.user(), Optional.of(found.session()), Optional.empty()));
    }

    /** Keycloak verifies it after us, and must not find it used up (RFC 9449, 11.1). */
    private static Optional<AccessToken> presented(KeycloakSession session) {
        return Optional.ofNullable(AppAuthManager.extractAuthorizationHeaderTokenOrReturnNull(
                        session.getContext().getHttpRequest().getHttpHeaders()))
                .map(header -> session.tokens().decode(header.getToken(), AccessToken.class));
    }
}
