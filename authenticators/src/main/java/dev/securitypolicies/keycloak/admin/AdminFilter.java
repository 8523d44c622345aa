package dev.securitypolicies.keycloak.admin;

import dev.securitypolicies.keycloak.change.AttributesBefore;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.services.resources.KeycloakApplication;
import org.keycloak.services.resources.admin.AdminRoot;
import org.keycloak.utils.KeycloakSessionUtil;

/**
 * R7: a hard 403 on every admin page and admin API call from elsewhere. It runs behind the resource locators, so that Keycloak
 * has answered 401 already where there is no valid token, and it goes by the matched resource and never by the raw path,
 * so that no spelling of a path leads around it. CORS preflight requests are left alone: they carry and return nothing.
 */
@Provider
public final class AdminFilter implements ContainerRequestFilter {

    /** The root of admin API v2 lives in an artifact that is not on every server, so it is known by name. */
    private static final String REGISTRATION = "org.keycloak.services.clientregistration";

    private static final Set<String> ROOTS = Set.of(AdminRoot.class.getSimpleName(), "DefaultAdminRootV2");

    @Context
    @Nullable
    ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        KeycloakSession session = KeycloakSessionUtil.getKeycloakSession();
        boolean admin = isAdmin(request.getUriInfo()) || isRootItself() || isRegistrationByAdmin(session);
        if (!admin || request.getMethod().equals(HttpMethod.OPTIONS)) {
            return;
        }
        if (session != null && session.getContext().getRealm() != null) {
            AttributesBefore.take(session, request.getUriInfo().getPath());
            new AdminDoor(session, request).refusal().ifPresent(request::abortWith);
        } else {
            // the redirects at `/admin/` to the console of the master realm have no session of their own
            KeycloakModelUtils.runJobInTransaction(KeycloakApplication.getSessionFactory(), own -> {
                own.getContext().setRealm(own.realms().getRealmByName(Config.getAdminRealm()));
                new AdminDoor(own, request).refusal().ifPresent(request::abortWith);
            });
        }
    }

    /** The root's own methods run without a locator, so that it is not among the matched resources yet. */
    private boolean isRootItself() {
        return resource != null && resource.getResourceClass() != null && isRoot(resource.getResourceClass());
    }

    /** Client registration takes an admin's token too; one by an initial or registration access token is no admin call. */
    private boolean isRegistrationByAdmin(@Nullable KeycloakSession session) {
        return session != null
                && resource != null
                && resource.getResourceClass() != null
                && resource.getResourceClass().getPackageName().startsWith(REGISTRATION)
                && AdminCaller.of(session).isPresent();
    }

    private static boolean isAdmin(UriInfo uri) {
        return uri.getMatchedResources().stream()
                .map(resource -> resource instanceof Class<?> type ? type : resource.getClass())
                .anyMatch(AdminFilter::isRoot);
    }

    /** The container may hand out generated subclasses. */
    private static boolean isRoot(Class<?> type) {
        for (Class<?> up = type; up != null; up = up.getSuperclass()) {
            if (ROOTS.contains(up.getSimpleName())) {
                return true;
            }
        }
        return false;
    }
}
