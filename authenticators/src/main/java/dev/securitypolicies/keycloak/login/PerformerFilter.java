package dev.securitypolicies.keycloak.login;

import dev.securitypolicies.keycloak.compat.BrowserSessions;
import dev.securitypolicies.keycloak.compat.KeycloakResource;
import dev.securitypolicies.keycloak.mfa.LoginEvidence;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.utils.KeycloakSessionUtil;

/**
 * Notes whose factors the logins of this browser have shown, before a request goes on with one of them: behind it the login may be
 * somebody else's (R8). All tabs are looked at, since what comes back from a provider names its tab in a way of its own.
 */
@Provider
public final class PerformerFilter implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        KeycloakSession session = KeycloakSessionUtil.getKeycloakSession();
        RealmModel realm = session == null ? null : session.getContext().getRealm();
        boolean goesOn = KeycloakResource.BROKER.isMatched(request.getUriInfo())
                || KeycloakResource.LOGIN_ACTIONS.isMatched(request.getUriInfo());
        if (realm != null && goesOn && LoginInProgress.mayNeedFactor(session, realm)) {
            new BrowserSessions(session).logins(realm).forEach(tab -> new LoginEvidence(tab).rememberWhose());
        }
    }
}
