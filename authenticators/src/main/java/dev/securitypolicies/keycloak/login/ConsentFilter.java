package dev.securitypolicies.keycloak.login;

import dev.securitypolicies.decision.AccessDecision;
import dev.securitypolicies.decision.EnforcedDecision;
import dev.securitypolicies.keycloak.events.DecisionEvents;
import dev.securitypolicies.keycloak.events.DecisionMetrics;
import dev.securitypolicies.keycloak.events.Door;
import dev.securitypolicies.keycloak.page.RefusalPage;
import dev.securitypolicies.keycloak.realm.RequiredActionRegistration;
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
import org.keycloak.events.EventBuilder;
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

    private static Optional<Response> answer(KeycloakSession session, AuthenticationSessionModel model) {
        String waitingFor = model.getAuthNote(AuthenticationProcessor.CURRENT_AUTHENTICATION_EXECUTION);
        if (!Action.OAUTH_GRANT.name().equals(waitingFor)) {
            return Optional.of(ErrorPage.error(session, model, Response.Status.BAD_REQUEST, Messages.INVALID_CODE));
        }
        LoginInProgress login = LoginInProgress.of(session, model);
        if (login.endsWithoutSession()) {
            return Optional.of(finishWithoutSession(login));
        }
        LoginDecisions decisions = new LoginDecisions(login);
        EnforcedDecision decision = decisions.decide();
        Optional<Response> answer =
                decision.isEnforced() ? decision.decision().fold(new Answers(login, decision)) : Optional.empty();
        decisions.keepEvidence(answer.isEmpty());
        DeviceApprovals.remember(login);
        if (answer.isEmpty()) {
            DecisionMetrics.allowed(Door.CONSENT);
        }
        return answer;
    }

    /** Consent belongs to a session; without one there is nothing to consent to, and Keycloak says that all is done. */
    private static Response finishWithoutSession(LoginInProgress login) {
        KeycloakSession session = login.session();
        EventBuilder event =
                new EventBuilder(login.realm(), session, session.getContext().getConnection());
        return AuthenticationManager.finishedRequiredActions(
                session,
                login.model(),
                null,
                session.getContext().getConnection(),
                session.getContext().getHttpRequest(),
                session.getContext().getUri(),
                event);
    }

    /** What the consent page answers with instead of a session; empty if the login may end. */
    private record Answers(LoginInProgress login, EnforcedDecision decision)
            implements AccessDecision.Cases<Optional<Response>> {

        @Override
        public Optional<Response> allowed(AccessDecision.Allowed allowed) {
            return Optional.empty();
        }

        @Override
        public Optional<Response> provisional(AccessDecision.Provisional provisional) {
            return Optional.empty();
        }

        /** The set-up was put off before the consent page came. */
        @Override
        public Optional<Response> enrolmentRequired(AccessDecision.EnrolmentRequired enrolment) {
            return enrolment.deadline().isPresent() ? Optional.empty() : Optional.of(backToActions());
        }

        @Override
        public Optional<Response> actionsOnly(AccessDecision.ActionsOnly actionsOnly) {
            return Optional.of(backToActions());
        }

        @Override
        public Optional<Response> reauthenticationRequired(AccessDecision.ReauthenticationRequired reauthentication) {
            return Optional.of(backToActions());
        }

        @Override
        public Optional<Response> refused(AccessDecision.Refused refused) {
            new DecisionEvents(login.session()).refused(LoginContext.at(Door.CONSENT, login), decision);
            return Optional.of(RefusalPage.response(login.session(), login.model(), refused.reason(), decision));
        }

        private Response backToActions() {
            return AuthenticationManager.redirectToRequiredActions(
                    login.session(),
                    login.realm(),
                    login.model(),
                    login.session().getContext().getUri(),
                    RequiredActionRegistration.GATE);
        }
    }
}
