package dev.securitypolicies.keycloak.provenance;

import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.representations.AccessToken;

/** The user of a token. A lightweight token names none: then it is the user of its session, online or offline. */
public final class TokenUsers {

    private final KeycloakSession session;
    private final RealmModel realm;

    /** Among the users and sessions of a realm. */
    public TokenUsers(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /** The user; empty if the token names nobody, or somebody who is not there any more. */
    public Optional<UserModel> of(AccessToken token) {
        return Optional.ofNullable(token.getSubject())
                .map(id -> session.users().getUserById(realm, id))
                .or(() -> session(Optional.ofNullable(token.getSessionId())).map(UserSessionModel::getUser));
    }

    /** A session by its id, online or offline; empty if it has ended or never was. */
    public Optional<UserSessionModel> session(Optional<String> sessionId) {
        return sessionId.flatMap(id -> Optional.ofNullable(session.sessions().getUserSession(realm, id))
                .or(() -> Optional.ofNullable(session.sessions().getOfflineUserSession(realm, id))));
    }
}
