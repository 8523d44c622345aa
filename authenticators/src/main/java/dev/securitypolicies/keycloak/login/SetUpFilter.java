package dev.securitypolicies.keycloak.login;

import dev.securitypolicies.decision.AccessDecision;
import dev.securitypolicies.decision.EnforcedDecision;
import dev.securitypolicies.keycloak.compat.GuardedMethod;
import dev.securitypolicies.keycloak.compat.LoginPages;
import dev.securitypolicies.keycloak.compat.RequestScope;
import dev.securitypolicies.keycloak.events.Door;
import dev.securitypolicies.keycloak.events.EnforcementPoint;
import dev.securitypolicies.keycloak.mfa.Factors;
import dev.securitypolicies.keycloak.mfa.PendingActions;
import dev.securitypolicies.keycloak.page.RefusalPage;
import dev.securitypolicies.keycloak.realm.RequiredActionRegistration;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.utils.KeycloakSessionUtil;

/**
 * Looks at requests to Keycloak's own set-up pages before Keycloak does. The form of one is decided anew, since the gate does not
 * run before it: a page that was opened inside must not set a factor up from elsewhere. A link between such pages that knows
 * nothing of the enrolment around it is led back into it.
 */
@Provider
public final class SetUpFilter implements ContainerRequestFilter {

    private static final RequestScope<String> FIRST_FACTOR = new RequestScope<>("firstFactor", String.class);

    @Context
    @Nullable
    ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        String action = request.getUriInfo().getQueryParameters().getFirst(Constants.EXECUTION);
        KeycloakSession session = KeycloakSessionUtil.getKeycloakSession();
        if (GuardedMethod.REQUIRED_ACTION.isUnguarded(resource, request)) {
            request.abortWith(LoginPages.unguarded());
            return;
        }
        if (action == null
                || !PendingActions.SET_UP.contains(action)
                || !GuardedMethod.REQUIRED_ACTION.isCalled(resource)) {
            return;
        }
        new CurrentLogin(session)
                .find()
                .map(model -> LoginInProgress.of(session, model))
                .ifPresent(login -> {
                    if (request.getMethod().equals(HttpMethod.GET)) {
                        redirectIntoEnrolment(request, login, action);
                    } else {
                        guard(request, login, action);
                    }
                });
    }

    /** Refuses the form of a set-up from elsewhere, or remembers that the user has had no factor before it. */
    private static void guard(ContainerRequestContext request, LoginInProgress login, String action) {
        EnforcedDecision decision = new LoginDecisions(login).decide();
        if (decision.isEnforced() && decision.decision() instanceof AccessDecision.Refused refused) {
            new EnforcementPoint(login.session()).refused(login.context(Door.ENROLMENT), decision);
            request.abortWith(new RefusalPage(login.session()).response(login.model(), refused.reason(), decision));
        } else if (!Factors.isEnrolled(login.user())) {
            FIRST_FACTOR.remember(login.session(), action);
        }
    }

    /** The first factor of the user, if Keycloak's own page has set it up during the current request: it was proved thereby. */
    static Optional<String> firstFactor(LoginInProgress login) {
        return FIRST_FACTOR
                .recall(login.session())
                .filter(action -> Factors.isEnrolled(login.user()))
                .map(SetUpActions::factor);
    }

    private static void redirectIntoEnrolment(ContainerRequestContext request, LoginInProgress login, String action) {
        if (EnrolAction.hasChosen(login, action)) {
            URI inside = request.getUriInfo()
                    .getRequestUriBuilder()
                    .replaceQueryParam(Constants.EXECUTION, RequiredActionRegistration.ENROLMENT)
                    .build();
            request.abortWith(Response.seeOther(inside).build());
        }
    }
}
