package dev.securitypolicies.keycloak.compat;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.managers.AuthenticationSessionManager;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.sessions.RootAuthenticationSessionModel;

/** The logins in progress and the session of the browser that sends the current request. */
public final class BrowserSessions {

    private final KeycloakSession session;
    private final AuthenticationSessionManager logins;

    public BrowserSessions(KeycloakSession session) {
        this.session = session;
        this.logins = new AuthenticationSessionManager(session);
    }

    /** The session that a login goes on with, whoever's it is and whether or not it is still valid. */
    public Optional<UserSessionModel> begunBy(AuthenticationSessionModel login) {
        return Optional.ofNullable(logins.getUserSession(login));
    }

    /** The login in one tab. */
    public Optional<AuthenticationSessionModel> login(RealmModel realm, ClientModel client, String tabId) {
        return Optional.ofNullable(logins.getCurrentAuthenticationSession(realm, client, tabId));
    }

    /** The logins in all tabs. */
    public Collection<AuthenticationSessionModel> logins(RealmModel realm) {
        RootAuthenticationSessionModel tabs = logins.getCurrentRootAuthenticationSession(realm);
        return tabs == null ? List.of() : tabs.getAuthenticationSessions().values();
    }

    /** The session that the identity cookie names, verified. */
    public Optional<UserSessionModel> ofCookie(RealmModel realm) {
        return Optional.ofNullable(AuthenticationManager.authenticateIdentityCookie(session, realm, true))
                .map(found -> found.session());
    }

    /** Ends a session, and tells its applications. */
    public void end(UserSessionModel ended) {
        AuthenticationManager.backchannelLogout(session, ended, true);
    }

    /** Takes the identity cookie away, and the login with everything it has shown. */
    public void forget(RealmModel realm, AuthenticationSessionModel login) {
        AuthenticationManager.expireIdentityCookie(session);
        logins.removeAuthenticationSession(realm, login, true);
    }

    public static boolean isValid(RealmModel realm, UserSessionModel begun) {
        return AuthenticationManager.isSessionValid(realm, begun);
    }

    /** Whether a session that exists already vouches for the user of a login. */
    public static boolean isSso(AuthenticationSessionModel login) {
        return AuthenticatorUtil.isSSOAuthentication(login);
    }
}
