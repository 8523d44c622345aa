package dev.securitypolicies.keycloak.login;

import jakarta.ws.rs.core.Response;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.managers.AuthenticationSessionManager;
import org.keycloak.services.messages.Messages;

/** Ends a login that is not finished, and the session of the same browser if there is one. */
final class SignOut {

    private SignOut() {}

    /** Does it, and gives the page that says so. */
    static Response perform(LoginInProgress login) {
        KeycloakSession session = login.session();
        UserSessionModel begun = new AuthenticationSessionManager(session).getUserSession(login.model());
        if (begun != null) {
            AuthenticationManager.backchannelLogout(session, begun, true);
            new EventBuilder(login.realm(), session, session.getContext().getConnection())
                    .event(EventType.LOGOUT)
                    .session(begun)
                    .user(login.user())
                    .success();
        }
        AuthenticationManager.expireIdentityCookie(session);
        Response page = session.getProvider(LoginFormsProvider.class)
                .setAuthenticationSession(login.model())
                .setSuccess(Messages.SUCCESS_LOGOUT)
                .setDetachedAuthSession()
                .createInfoPage();
        new AuthenticationSessionManager(session).removeAuthenticationSession(login.realm(), login.model(), true);
        return page;
    }
}
