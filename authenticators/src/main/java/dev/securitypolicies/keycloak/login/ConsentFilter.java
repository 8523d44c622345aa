package dev.securitypolicies.keycloak.login;

import dev.securitypolicies.decision.AccessDecision;
import dev.securitypolicies.decision.EnforcedDecision;
import dev.securitypolicies.keycloak.compat.GuardedMethod;
import dev.securitypolicies.keycloak.compat.LoginPages;
import dev.securitypolicies.keycloak.compat.LoginRecord;
import dev.securitypolicies.keycloak.events.Door;
import dev.securitypolicies.keycloak.events.EnforcementPoint;
import dev.securitypolicies.keycloak.page.RefusalPage;
import dev.securitypolicies.keycloak.realm.RequiredActionRegistration;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.utils.KeycloakSessionUtil;

/**
 * Guards `POST /login-actions/consent`, which completes a login without running required actions again, and would do so
 * while one is pending. It is accepted only while the consent page is what the login waits for, and the address is decided
 * anew.
 */
@Provider
public final class ConsentFilter implements ContainerRequestFilter {

    @Context
    @Nullable
    ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        KeycloakSession session = KeycloakSessionUtil.getKeycloakSession();
        if (GuardedMethod.CONSENT.isUnguarded(resource, request)) {
            request.abortWith(LoginPages.unguarded());
        } else if (GuardedMethod.CONSENT.isCalled(resource)) {
            new CurrentLogin(session)
                    .find()
                    .flatMap(login -> answer(session, login))
                    .ifPresent(request::abortWith);
        }
    }

    private static Optional<Response> answer(KeycloakSession session, AuthenticationSessionModel model) {
        if (!new LoginRecord(model).waitsForConsent()) {
            return Optional.of(new LoginPages(session).invalidCode(model));
        }
        LoginInProgress login = LoginInProgress.of(session, model);
        if (login.endsWithoutSession()) {
            // consent belongs to a session; without one there is nothing to consent to, and Keycloak says that all is
            // done
            return Optional.of(new LoginPages(session).finished(model));
        }
        LoginDecisions decisions = new LoginDecisions(login);
        EnforcedDecision decision = decisions.decide();
        Optional<Response> answer =
                decision.isEnforced() ? decision.decision().fold(new Answers(login, decision)) : Optional.empty();
        decisions.keepEvidence(answer.isEmpty(), decision.isExempted());
        new DeviceApprovals(login).remember();
        if (answer.isEmpty()) {
            new EnforcementPoint(session).allowed(login.context(Door.CONSENT));
        }
        return answer;
    }

    /** What the consent page answers with instead of a session; empty if the login may end. */
    private record Answers(LoginInProgress login, EnforcedDecision decision)
            implements AccessDecision.Cases<Optional<Response>> {

        @Override
        public Optional<Response> allowed(AccessDecision.Allowed allowed) {
            return Optional.empty();
        }

        @Override
        public Optional<Response> exempted(AccessDecision.Exempted exempted) {
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
            new EnforcementPoint(login.session()).refused(login.context(Door.CONSENT), decision);
            return Optional.of(new RefusalPage(login.session()).response(login.model(), refused.reason(), decision));
        }

        private Response backToActions() {
            return new LoginPages(login.session()).requiredAction(login.model(), RequiredActionRegistration.GATE);
        }
    }
}
