package dev.securitypolicies.keycloak.login;

import dev.securitypolicies.decision.PolicyAddress;
import dev.securitypolicies.decision.Reason;
import dev.securitypolicies.decision.Ruling;
import dev.securitypolicies.keycloak.address.SessionAddress;
import dev.securitypolicies.keycloak.audit.Circumstances;
import dev.securitypolicies.keycloak.audit.Door;
import dev.securitypolicies.keycloak.audit.Records;
import dev.securitypolicies.keycloak.page.RefusalPage;
import dev.securitypolicies.keycloak.spi.SecurityPolicyProvider;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.events.EventType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.ErrorPage;
import org.keycloak.services.managers.AuthenticationSessionManager;
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
            login(session).flatMap(login -> answer(session, login)).ifPresent(request::abortWith);
        }
    }

    private boolean isConsent() {
        Method method = resource == null ? null : resource.getResourceMethod();
        return method != null
                && method.getName().equals(METHOD)
                && LoginActionsService.class.isAssignableFrom(method.getDeclaringClass());
    }

    /** The login in progress; without one Keycloak refuses by itself. */
    private static Optional<AuthenticationSessionModel> login(KeycloakSession session) {
        RealmModel realm = session.getContext().getRealm();
        MultivaluedMap<String, String> query = session.getContext().getUri().getQueryParameters();
        String clientId = query.getFirst(Constants.CLIENT_ID);
        String tabId = query.getFirst(Constants.TAB_ID);
        ClientModel client = clientId == null ? null : realm.getClientByClientId(clientId);
        if (client == null || tabId == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(
                        new AuthenticationSessionManager(session).getCurrentAuthenticationSession(realm, client, tabId))
                .filter(login -> login.getAuthenticatedUser() != null);
    }

    private static Optional<Response> answer(KeycloakSession session, AuthenticationSessionModel login) {
        String waitingFor = login.getAuthNote(AuthenticationProcessor.CURRENT_AUTHENTICATION_EXECUTION);
        if (!Action.OAUTH_GRANT.name().equals(waitingFor)) {
            return Optional.of(ErrorPage.error(session, login, Response.Status.BAD_REQUEST, Messages.INVALID_CODE));
        }
        SecurityPolicyProvider policies = SecurityPolicyProvider.of(session);
        SessionAddress.rememberBrowser(login, policies.clientAddress());
        UserModel user = login.getAuthenticatedUser();
        Ruling ruling = policies.rule(login.getRealm(), user, PolicyAddress.of(policies.clientAddress()));
        return ruling.enforcedRefusal().map(reason -> refuse(session, login, ruling, reason));
    }

    private static Response refuse(
            KeycloakSession session, AuthenticationSessionModel login, Ruling ruling, Reason reason) {
        Circumstances circumstances = Circumstances.of(
                Door.CONSENT,
                login.getRealm(),
                login.getAuthenticatedUser(),
                login.getClient(),
                login.getParentSession().getId(),
                EventType.LOGIN_ERROR);
        new Records(session).refused(circumstances, ruling, reason);
        return RefusalPage.response(session, login, reason, ruling);
    }
}
