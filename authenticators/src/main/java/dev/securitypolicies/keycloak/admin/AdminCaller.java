package dev.securitypolicies.keycloak.admin;

import dev.securitypolicies.keycloak.compat.AdminRights;
import dev.securitypolicies.keycloak.compat.BearerHeader;
import dev.securitypolicies.keycloak.provenance.TokenUsers;
import java.util.Optional;
import org.keycloak.common.util.Encode;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.representations.AccessToken;
import org.keycloak.util.TokenUtil;

/**
 * Whoever calls the admin API.
 *
 * @param realm the realm they belong to
 * @param user the user
 * @param clientId the client they use; empty if the token names none
 * @param sessionId their session; empty for a token without one
 */
record AdminCaller(RealmModel realm, UserModel user, Optional<String> clientId, Optional<String> sessionId) {

    /** The caller that a valid bearer token names; a page of the console is loaded without one. */
    static Optional<AdminCaller> of(KeycloakSession session) {
        return token(session).flatMap(token -> issuer(session, token).flatMap(realm -> of(session, realm, token)));
    }

    /**
     * Keycloak has verified the token already, or verifies it after us. It must not be verified a second time: that would use
     * up the proof of a DPoP-bound one (RFC 9449, 11.1).
     */
    private static Optional<AdminCaller> of(KeycloakSession session, RealmModel realm, AccessToken token) {
        return new TokenUsers(session, realm)
                .of(token)
                .map(known -> new AdminCaller(
                        realm,
                        known,
                        Optional.ofNullable(token.getIssuedFor()),
                        Optional.ofNullable(token.getSessionId())));
    }

    /** What Keycloak lets the caller do; empty if they call with no token that can be read. */
    Optional<AdminRights> rights(KeycloakSession session) {
        return token(session)
                .filter(found -> found.getIssuedFor() != null)
                .map(found -> new AdminRights(session, realm, user, found));
    }

    /** The session of the caller, online or offline; empty if it has ended or never was. */
    Optional<UserSessionModel> session(KeycloakSession session) {
        return new TokenUsers(session, realm).session(sessionId);
    }

    private static Optional<AccessToken> token(KeycloakSession session) {
        if (session.getContext().getBearerToken() instanceof AccessToken token) {
            return Optional.of(token);
        }
        return new BearerHeader(session)
                .token()
                .map(found -> session.tokens().decode(found, AccessToken.class))
                .filter(token -> TokenUtil.TOKEN_TYPE_BEARER.equals(token.getType())
                        || TokenUtil.TOKEN_TYPE_DPOP.equals(token.getType()));
    }

    private static Optional<RealmModel> issuer(KeycloakSession session, AccessToken token) {
        String issuer = Optional.ofNullable(token.getIssuer()).orElse("");
        String name = Encode.decodePath(issuer.substring(issuer.lastIndexOf('/') + 1));
        return Optional.ofNullable(session.realms().getRealmByName(name));
    }
}
