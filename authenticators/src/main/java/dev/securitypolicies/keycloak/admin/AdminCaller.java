package dev.securitypolicies.keycloak.admin;

import java.util.Optional;
import java.util.Set;
import org.keycloak.Config;
import org.keycloak.common.util.Encode;
import org.keycloak.models.AdminRoles;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.managers.AppAuthManager;
import org.keycloak.services.managers.AuthenticationManager.AuthResult;

/**
 * Whoever calls the admin API.
 *
 * @param realm the realm they belong to
 * @param user the user
 * @param client the client they use
 * @param sessionId their session; empty for a token without one
 */
record AdminCaller(RealmModel realm, UserModel user, ClientModel client, Optional<String> sessionId) {

    private static final Set<String> MASTER_ROLES = Set.of(AdminRoles.ADMIN, AdminRoles.CREATE_REALM);

    /** The caller that a valid bearer token names; a page of the console is loaded without one. */
    static Optional<AdminCaller> of(KeycloakSession session) {
        return token(session).flatMap(token -> issuer(session, token)).flatMap(realm -> authenticate(session, realm));
    }

    /** Whether a role is an admin role for this caller when they administer this realm. */
    boolean isAdminRole(RealmModel administered, Optional<String> clientId, String name) {
        boolean fromMaster = realm.getName().equals(Config.getAdminRealm());
        if (clientId.isEmpty()) {
            return fromMaster && MASTER_ROLES.contains(name);
        }
        String managementClient =
                fromMaster ? administered.getMasterAdminClient().getClientId() : Constants.REALM_MANAGEMENT_CLIENT_ID;
        return clientId.get().equals(managementClient);
    }

    private static Optional<AccessToken> token(KeycloakSession session) {
        if (session.getContext().getBearerToken() instanceof AccessToken token) {
            return Optional.of(token);
        }
        var request = session.getContext().getHttpRequest();
        return request == null
                ? Optional.empty()
                : Optional.ofNullable(
                                AppAuthManager.extractAuthorizationHeaderTokenOrReturnNull(request.getHttpHeaders()))
                        .map(header -> session.tokens().decode(header.getToken(), AccessToken.class));
    }

    private static Optional<RealmModel> issuer(KeycloakSession session, AccessToken token) {
        String issuer = Optional.ofNullable(token.getIssuer()).orElse("");
        String name = Encode.decodePath(issuer.substring(issuer.lastIndexOf('/') + 1));
        return Optional.ofNullable(session.realms().getRealmByName(name));
    }

    private static Optional<AdminCaller> authenticate(KeycloakSession session, RealmModel realm) {
        RealmModel administered = session.getContext().getRealm();
        session.getContext().setRealm(realm);
        try {
            AuthResult result = new AppAuthManager.BearerTokenAuthenticator(session)
                    .setRealm(realm)
                    .setConnection(session.getContext().getConnection())
                    .setHeaders(session.getContext().getHttpRequest().getHttpHeaders())
                    .authenticate();
            return Optional.ofNullable(result)
                    .map(found -> new AdminCaller(
                            realm,
                            found.user(),
                            found.client(),
                            Optional.ofNullable(found.token().getSessionId())));
        } finally {
            session.getContext().setRealm(administered);
        }
    }
}
