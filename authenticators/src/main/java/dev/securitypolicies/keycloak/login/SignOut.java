package dev.securitypolicies.keycloak.login;

import dev.securitypolicies.keycloak.compat.BrowserSessions;
import dev.securitypolicies.keycloak.compat.LoginPages;
import jakarta.ws.rs.core.Response;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;

/** Ends a login that is not finished, and the session of the same browser if there is one. */
final class SignOut {

    private final LoginInProgress login;

    SignOut(LoginInProgress login) {
        this.login = login;
    }

    /** Does it, and gives the page that says so. */
    Response perform() {
        KeycloakSession session = login.session();
        BrowserSessions browser = new BrowserSessions(session);
        browser.begunBy(login.model()).ifPresent(begun -> {
            browser.end(begun);
            new EventBuilder(login.realm(), session, session.getContext().getConnection())
                    .event(EventType.LOGOUT)
                    .session(begun)
                    .user(login.user())
                    .success();
        });
        Response page = new LoginPages(session).loggedOut(login.model());
        browser.forget(login.realm(), login.model());
        return page;
    }
}
