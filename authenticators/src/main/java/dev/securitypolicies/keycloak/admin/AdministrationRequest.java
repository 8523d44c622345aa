package dev.securitypolicies.keycloak.admin;

import dev.securitypolicies.keycloak.compat.AdminRoots;
import dev.securitypolicies.keycloak.compat.KeycloakResource;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.PathSegment;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;

/**
 * Whether a request administers: the admin console and API, and with an administrator's token also dynamic client registration
 * and SCIM. It goes by the matched resource and its type, so that no spelling of a path leads around it.
 */
final class AdministrationRequest {

    private static final String ADMIN = "admin";
    private static final String REALMS = "realms";
    private static final String SCIM = "scim";

    private final UriInfo uri;
    private final @Nullable ResourceInfo resource;

    AdministrationRequest(ContainerRequestContext request, @Nullable ResourceInfo resource) {
        this.uri = request.getUriInfo();
        this.resource = resource;
    }

    boolean isAdministration(@Nullable KeycloakSession session) {
        return isAdmin() || isRootItself() || (isOpenToAdministrators() && hasCaller(session));
    }

    /** Whether the path is one of the admin API, whatever answers there. */
    boolean isUnderAdminPath() {
        return isAdmin() || segment(0).equals(ADMIN);
    }

    private static boolean hasCaller(@Nullable KeycloakSession session) {
        return session != null && AdminCaller.of(session).isPresent();
    }

    private boolean isAdmin() {
        for (Object matched : uri.getMatchedResources()) {
            if (AdminRoots.contain(matched instanceof Class<?> type ? type : matched.getClass())) {
                return true;
            }
        }
        return false;
    }

    /** The root's own methods run without a locator, so that it is not among the matched resources yet. */
    private boolean isRootItself() {
        return resource != null
                && resource.getResourceClass() != null
                && AdminRoots.contain(resource.getResourceClass());
    }

    /** Both take an administrator's token as well; with a registration token or an application's own it is no admin call. */
    private boolean isOpenToAdministrators() {
        return KeycloakResource.CLIENT_REGISTRATION.answers(resource)
                || KeycloakResource.CLIENT_REGISTRATION.isMatched(uri)
                || (segment(0).equals(REALMS) && segment(2).equals(SCIM));
    }

    /** Empty segments do not count: the server takes no notice of them. */
    private String segment(int index) {
        int left = index;
        for (PathSegment segment : uri.getPathSegments()) {
            if (!segment.getPath().isEmpty() && left-- == 0) {
                return segment.getPath();
            }
        }
        return "";
    }
}
