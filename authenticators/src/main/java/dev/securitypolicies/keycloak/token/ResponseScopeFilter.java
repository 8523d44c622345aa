package dev.securitypolicies.keycloak.token;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.HashSet;
import java.util.Set;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.AccessTokenResponse;
import org.keycloak.utils.KeycloakSessionUtil;

/**
 * Makes the `scope` parameter of a token response (RFC 6749, 5.1) agree with the access token in it. Keycloak writes the
 * parameter behind the last post-processor, so it is corrected in the finished response.
 */
@Provider
public final class ResponseScopeFilter implements ContainerResponseFilter {

    private static final String LOST = "securityPolicy.lostScopes";

    static void remember(KeycloakSession session, Set<String> lost) {
        Set<Object> all = new HashSet<>(lost);
        if (session.getAttribute(LOST) instanceof Set<?> before) {
            all.addAll(before);
        }
        session.setAttribute(LOST, all);
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof AccessTokenResponse tokens) {
            KeycloakSession session = KeycloakSessionUtil.getKeycloakSession();
            if (session != null && session.getAttribute(LOST) instanceof Set<?> lost) {
                tokens.setScope(GrantedScope.without(lost, tokens.getScope()));
            }
        }
    }
}
