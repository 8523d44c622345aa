package dev.securitypolicies.keycloak.compat;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Methods of Keycloak's resources that a filter guards and that can only be told by their names. If a version of Keycloak calls them
 * otherwise, the requests to their paths are refused: a guard that is not in force lets nobody pass.
 */
public enum GuardedMethod {
    /** The answer to the consent page, which completes a login. */
    CONSENT(KeycloakResource.LOGIN_ACTIONS, Set.of("processConsent"), "consent"),
    /** The page and the form of a required action. */
    REQUIRED_ACTION(
            KeycloakResource.LOGIN_ACTIONS, Set.of("requiredActionPOST", "requiredActionGET"), "required-action"),
    /** An application has a provider linked, by the cookie of its user's session. */
    LINKING(KeycloakResource.BROKER, Set.of("clientInitiatedAccountLinking"), "link"),
    /** An application fetches the token that a provider gave. */
    PROVIDER_TOKEN(KeycloakResource.BROKER, Set.of("retrieveTokenV1", "retrieveTokenV2"), "token");

    private final KeycloakResource resource;

    @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
    private final Set<String> names;

    private final String path;

    GuardedMethod(KeycloakResource resource, Set<String> names, String path) {
        this.resource = resource;
        this.names = names;
        this.path = path;
    }

    /** The names that the type has no public method of. */
    static List<String> missing(Class<?> type, Set<String> names) {
        Set<String> there =
                Set.copyOf(Arrays.stream(type.getMethods()).map(Method::getName).toList());
        return names.stream().filter(name -> !there.contains(name)).sorted().toList();
    }

    Class<?> type() {
        return resource.type();
    }

    Set<String> names() {
        return names;
    }

    /** Whether the request is answered by one of the methods. */
    public boolean isCalled(@Nullable ResourceInfo info) {
        Method method = info == null ? null : info.getResourceMethod();
        return method != null
                && names.contains(method.getName())
                && resource.type().isAssignableFrom(method.getDeclaringClass());
    }

    /**
     * Whether a request to the path of these methods is answered by another one: this Keycloak calls them otherwise, or has one more.
     * Preflight requests do nothing.
     */
    public boolean isUnguarded(@Nullable ResourceInfo info, ContainerRequestContext request) {
        return resource.answers(info)
                && !isCalled(info)
                && !request.getMethod().equals(HttpMethod.OPTIONS)
                && isTheirs(request.getUriInfo().getPath());
    }

    /** Whether a path ends with theirs; the server takes no notice of slashes behind it. */
    boolean isTheirs(String requested) {
        return requested.replaceAll("/+$", "").endsWith("/" + path);
    }

    /** What this Keycloak does not have, for the log and for a finding. */
    public static Stream<String> unknown() {
        return Stream.of(values())
                .filter(guarded -> !missing(guarded.type(), guarded.names).isEmpty())
                .map(guarded -> "the methods " + missing(guarded.type(), guarded.names) + " of the resource `"
                        + guarded.resource + "`");
    }
}
