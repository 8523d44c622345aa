package dev.securitypolicies.keycloak.mfa;

import java.util.Set;
import org.keycloak.models.KeycloakSession;

/**
 * The factors of the administrator who makes the current request. They are noted before the request is served, because
 * impersonation ends the administrator's own session before it begins the other one.
 */
public final class CallerFactors {

    private static final String MEMORY = "securityPolicy.callerFactors";

    private CallerFactors() {}

    /** Notes them for the length of the request. */
    public static void remember(KeycloakSession session, Set<String> factors) {
        session.setAttribute(MEMORY, factors);
    }

    /** The factors noted; none if there was no administrator with a session. */
    @SuppressWarnings("unchecked")
    public static Set<String> recall(KeycloakSession session) {
        Object factors = session.getAttribute(MEMORY);
        return factors == null ? Set.of() : (Set<String>) factors;
    }
}
