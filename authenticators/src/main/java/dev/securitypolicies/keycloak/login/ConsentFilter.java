package dev.securitypolicies.keycloak.login;

import dev.securitypolicies.keycloak.address.SessionAddress;
import dev.securitypolicies.keycloak.events.DecisionEvents;
import dev.securitypolicies.keycloak.events.Door;
import dev.securitypolicies.keycloak.login.LoginDecision.Enrol;
import dev.securitypolicies.keycloak.login.LoginDecision.Pass;
import dev.securitypolicies.keycloak.login.LoginDecision.Refuse;
import dev.securitypolicies.keycloak.page.RefusalPage;
import dev.securitypolicies.keycloak.realm.RequiredActionRegistration;
import dev.securitypolicies.keycloak.spi.SecurityPolicyProvider;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.ErrorPage;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.messages.Messages;
import org.keycloak.services.resources.LoginActionsService;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.sessions.CommonClientSessionModel.Action;
import org.keycloak.utils.KeycloakSessionUtil;

/**
 * Guards `POST /login-actions/consent`, which completes a login without running required actions again, and would do so
 * while one is pending. It is accepted only while the consent page is what the login waits for, and the address is decided
 * anew.
 */
@Provider
public final class ConsentFilter implements ContainerRequestFilter {

    private static final String METHOD = "processConsent";

    @Context
    @Nullable
    ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        if (isConsent()) {
            KeycloakSession session = KeycloakSessionUtil.getKeycloakSession();
            CurrentLogin.of(session).flatMap(login -> answer(session, login)).ifPresent(request::abortWith);
        }
    }

    private boolean isConsent() {
        Method method = resource == null ? null : resource.getResourceMethod();
        return method != null
                && method.getName().equals(METHOD)
                && LoginActionsService.class.isAssignableFrom(method.getDeclaringClass());
    }

    private static Optional<Response> answer(KeycloakSession session, AuthenticationSessionModel login) {
        String waitingFor = login.getAuthNote(AuthenticationProcessor.CURRENT_AUTHENTICATION_EXECUTION);
        if (!Action.OAUTH_GRANT.name().equals(waitingFor)) {
            return Optional.of(ErrorPage.error(session, login, Response.Status.BAD_REQUEST, Messages.INVALID_CODE));
        }
        SessionAddress.rememberBrowser(login, SecurityPolicyProvider.of(session).clientAddress());
        LoginInProgress inProgress = LoginInProgress.of(session, login);
        LoginDecision outcome = new LoginJudge(inProgress).outcome();
        if (outcome instanceof Refuse refuse) {
            new DecisionEvents(session)
                    .refused(LoginContext.at(Door.CONSENT, inProgress), refuse.ruling(), refuse.reason());
            return Optional.of(RefusalPage.response(session, login, refuse.reason(), refuse.ruling()));
        }
        boolean deferrable = outcome instanceof Enrol enrol && enrol.deadline().isPresent();
        return outcome instanceof Pass || deferrable
                ? Optional.empty()
                : Optional.of(AuthenticationManager.redirectToRequiredActions(
                        session,
                        login.getRealm(),
                        login,
                        session.getContext().getUri(),
                        RequiredActionRegistration.GATE));
    }
}
