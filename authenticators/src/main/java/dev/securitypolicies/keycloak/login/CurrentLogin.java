package dev.securitypolicies.keycloak.login;

import dev.securitypolicies.keycloak.compat.BrowserSessions;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Optional;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The login that a form of a login page belongs to, for filters that look at the form before Keycloak does. */
final class CurrentLogin {

    private final KeycloakSession session;

    CurrentLogin(KeycloakSession session) {
        this.session = session;
    }

    /** The login in progress; without one Keycloak refuses by itself. */
    Optional<AuthenticationSessionModel> find() {
        RealmModel realm = session.getContext().getRealm();
        MultivaluedMap<String, String> query = session.getContext().getUri().getQueryParameters();
        String clientId = query.getFirst(Constants.CLIENT_ID);
        String tabId = query.getFirst(Constants.TAB_ID);
        ClientModel client = clientId == null ? null : realm.getClientByClientId(clientId);
        if (client == null || tabId == null) {
            return Optional.empty();
        }
        return new BrowserSessions(session)
                .login(realm, client, tabId)
                .filter(login -> login.getAuthenticatedUser() != null);
    }
}
