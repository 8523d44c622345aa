package dev.securitypolicies.keycloak.page;

import dev.securitypolicies.decision.EnforcedDecision;
import dev.securitypolicies.decision.Reason;
import dev.securitypolicies.keycloak.compat.LoginPages;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The themed 403 page: what happened, the address as the server sees it, and whom to ask. It never shows an allowlist. The
 * text is `securityPolicies.refused.REASON-CODE` in the message bundles.
 */
public final class RefusalPage {

    private static final String KEY = "securityPolicies.refused.";

    private final KeycloakSession session;

    /** In the theme and the language of the current request. */
    public RefusalPage(KeycloakSession session) {
        this.session = session;
    }

    /** The page as a response. */
    public Response response(@Nullable AuthenticationSessionModel login, Reason reason, EnforcedDecision decision) {
        return new LoginPages(session)
                .error(
                        login,
                        Response.Status.FORBIDDEN,
                        key(reason),
                        decision.address().text());
    }

    /** The page as an exception, for places that cannot return a response. */
    public RuntimeException exception(Reason reason, EnforcedDecision decision) {
        return new LoginPages(session)
                .exception(
                        Response.Status.FORBIDDEN,
                        key(reason),
                        decision.address().text());
    }

    /** The message key of a reason. */
    public static String key(Reason reason) {
        return KEY + reason.code();
    }
}
