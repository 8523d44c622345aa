package dev.securitypolicies.keycloak.login;

import dev.securitypolicies.keycloak.compat.LoginPages;
import jakarta.ws.rs.core.Response;

/** Sends a login back to its start, where a session that exists is not enough this time. */
final class Reauthentication {

    private final LoginInProgress login;

    Reauthentication(LoginInProgress login) {
        this.login = login;
    }

    /** Forgets what was shown so far, so that the login begins with its first page again. */
    void startOver() {
        LoginPages.startOver(login.model());
    }

    /** Starts over and demands credentials this time; gives the redirect to the first page of the login. */
    Response restart() {
        startOver();
        return new LoginPages(login.session()).demandCredentials(login.model());
    }
}
