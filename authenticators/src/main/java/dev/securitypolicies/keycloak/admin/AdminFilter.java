package dev.securitypolicies.keycloak.admin;

import dev.securitypolicies.keycloak.change.AttributesBefore;
import dev.securitypolicies.keycloak.compat.CurrentRequest;
import dev.securitypolicies.keycloak.compat.MasterRealm;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.utils.KeycloakSessionUtil;

/**
 * R7: a hard 403 on every admin page and admin API call from elsewhere. The request filter runs behind the resource locators;
 * what a locator answers by itself (404, 405, 400) never reaches it and is judged on the way out, so that no answer tells an
 * outsider what exists. CORS preflight requests are left alone: they carry and return nothing.
 */
@Provider
public final class AdminFilter implements ContainerRequestFilter, ContainerResponseFilter {

    private static final String JUDGED = "securityPolicy.adminJudged";

    @Context
    @Nullable
    ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        KeycloakSession session = KeycloakSessionUtil.getKeycloakSession();
        if (isPreflight(request) || !new AdministrationRequest(request, resource).isAdministration(session)) {
            return;
        }
        if (session != null && session.getContext().getRealm() != null) {
            new AttributesBefore(session).take(request.getUriInfo().getPath());
        }
        request.setProperty(JUDGED, true);
        refusal(session, request).ifPresent(request::abortWith);
    }

    /** An answer that no request filter has seen; without a valid token Keycloak's 401 says all there is to say. */
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        boolean unjudged = request.getProperty(JUDGED) == null
                && !isPreflight(request)
                && response.getStatus() != Response.Status.UNAUTHORIZED.getStatusCode()
                && new AdministrationRequest(request, null).isUnderAdminPath();
        if (unjudged) {
            request.setProperty(JUDGED, true);
            refusal(KeycloakSessionUtil.getKeycloakSession(), request).ifPresent(refusal -> {
                response.getHeaders().clear();
                refusal.getHeaders()
                        .forEach((name, values) -> response.getHeaders().put(name, values));
                response.setStatus(refusal.getStatus());
                response.setEntity(refusal.getEntity());
            });
        }
    }

    private static boolean isPreflight(ContainerRequestContext request) {
        return request.getMethod().equals(HttpMethod.OPTIONS);
    }

    /** The redirects at `/admin/` to the console of the master realm have no session of their own. */
    private static Optional<Response> refusal(@Nullable KeycloakSession session, ContainerRequestContext request) {
        if (session != null && session.getTransactionManager().isActive()) {
            return refusalWithin(session, request);
        }
        List<Response> answers = new ArrayList<>();
        CurrentRequest.inOwnTransaction(own -> refusalWithin(own, request).ifPresent(answers::add));
        return answers.stream().findFirst();
    }

    private static Optional<Response> refusalWithin(KeycloakSession session, ContainerRequestContext request) {
        RealmModel before = session.getContext().getRealm();
        if (before == null) {
            session.getContext().setRealm(session.realms().getRealmByName(MasterRealm.name()));
        }
        return new AdminDoor(session, request).refusal();
    }
}
