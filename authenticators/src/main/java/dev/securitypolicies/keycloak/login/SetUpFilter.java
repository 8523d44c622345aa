package dev.securitypolicies.keycloak.login;

import dev.securitypolicies.decision.Reason;
import dev.securitypolicies.keycloak.audit.Door;
import dev.securitypolicies.keycloak.audit.Records;
import dev.securitypolicies.keycloak.login.LoginOutcome.Refuse;
import dev.securitypolicies.keycloak.page.RefusalPage;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.resources.LoginActionsService;
import org.keycloak.utils.KeycloakSessionUtil;

/**
 * Decides anew when the form of one of Keycloak's own set-up pages is sent, since the gate does not run before it: a page
 * that was opened inside must not set a factor up from elsewhere.
 */
@Provider
public final class SetUpFilter implements ContainerRequestFilter {

    private static final String METHOD = "requiredActionPOST";

    @Context
    @Nullable
    ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        String action = request.getUriInfo().getQueryParameters().getFirst(Constants.EXECUTION);
        if (action == null || !SetUpActions.ALL.contains(action) || !isRequiredAction()) {
            return;
        }
        KeycloakSession session = KeycloakSessionUtil.getKeycloakSession();
        CurrentLogin.of(session)
                .map(model -> LoginInProgress.of(session, model))
                .ifPresent(login -> {
                    if (new LoginJudge(login).outcome() instanceof Refuse refuse
                            && refuse.reason() != Reason.MFA_NOT_PERFORMED) {
                        new Records(session)
                                .refused(
                                        LoginCircumstances.at(Door.ENROLMENT, login), refuse.ruling(), refuse.reason());
                        request.abortWith(
                                RefusalPage.response(session, login.model(), refuse.reason(), refuse.ruling()));
                    }
                });
    }

    private boolean isRequiredAction() {
        Method method = resource == null ? null : resource.getResourceMethod();
        return method != null
                && method.getName().equals(METHOD)
                && LoginActionsService.class.isAssignableFrom(method.getDeclaringClass());
    }
}
