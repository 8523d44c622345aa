package dev.securitypolicies.keycloak.login;

import dev.securitypolicies.keycloak.mfa.LoginEvidence;
import dev.securitypolicies.keycloak.spi.SecurityPolicyProvider;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.managers.AuthenticationSessionManager;
import org.keycloak.services.resources.IdentityBrokerService;
import org.keycloak.services.resources.LoginActionsService;
import org.keycloak.sessions.RootAuthenticationSessionModel;
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
        boolean goesOn = request.getUriInfo().getMatchedResources().stream()
                .anyMatch(resource ->
                        resource instanceof IdentityBrokerService || resource instanceof LoginActionsService);
        if (realm != null && goesOn && demandsFactors(session, realm)) {
            RootAuthenticationSessionModel tabs =
                    new AuthenticationSessionManager(session).getCurrentRootAuthenticationSession(realm);
            if (tabs != null) {
                tabs.getAuthenticationSessions().values().forEach(tab -> new LoginEvidence(tab).rememberWhose());
            }
        }
    }

    private static boolean demandsFactors(KeycloakSession session, RealmModel realm) {
        return SecurityPolicyProvider.of(session).policy(realm).policy().mfa().demandsAnything();
    }
}
