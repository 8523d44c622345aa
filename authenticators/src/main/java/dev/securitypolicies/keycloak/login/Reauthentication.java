package dev.securitypolicies.keycloak.login;

import dev.securitypolicies.keycloak.compat.LoginPages;
import jakarta.ws.rs.core.Response;

/** Sends a login back to its start, where a session that exists is not enough this time. */
final class Reauthentication {

    private Reauthentication() {}

    /** Forgets what was shown so far, so that the login begins with its first page again. */
    static void startOver(LoginInProgress login) {
        LoginPages.startOver(login.model());
    }

    /** Starts over and demands credentials this time; gives the redirect to the first page of the login. */
    static Response restart(LoginInProgress login) {
        startOver(login);
        return LoginPages.demandCredentials(login.session(), login.model());
    }
}
