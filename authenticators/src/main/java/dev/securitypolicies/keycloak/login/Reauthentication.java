package dev.securitypolicies.keycloak.login;

import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.models.Constants;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.saml.SamlProtocol;
import org.keycloak.services.resources.LoginActionsService;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Sends a login back to its start, where a session that exists is not enough this time. */
final class Reauthentication {

    private Reauthentication() {}

    /** Forgets what was shown so far, so that the login begins with its first page again. */
    static void startOver(LoginInProgress login) {
        AuthenticationProcessor.resetFlow(login.model(), LoginActionsService.AUTHENTICATE_PATH);
    }

    /** Starts over and demands credentials this time; gives the redirect to the first page of the login. */
    static Response restart(LoginInProgress login) {
        AuthenticationSessionModel model = login.model();
        startOver(login);
        model.setClientNote(OIDCLoginProtocol.PROMPT_PARAM, OIDCLoginProtocol.PROMPT_VALUE_LOGIN);
        model.setAuthNote(SamlProtocol.SAML_LOGIN_REQUEST_FORCEAUTHN, SamlProtocol.SAML_FORCEAUTHN_REQUIREMENT);
        URI page = LoginActionsService.authenticationFormProcessor(
                        login.session().getContext().getUri())
                .queryParam(Constants.CLIENT_ID, model.getClient().getClientId())
                .queryParam(Constants.TAB_ID, model.getTabId())
                .queryParam(Constants.CLIENT_DATA, AuthenticationProcessor.getClientData(login.session(), model))
                .build(login.realm().getName());
        return Response.seeOther(page).build();
    }
}
