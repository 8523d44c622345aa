package dev.securitypolicies.keycloak.page;

import dev.securitypolicies.decision.EnforcedDecision;
import dev.securitypolicies.decision.PolicyAddress;
import dev.securitypolicies.decision.Reason;
import dev.securitypolicies.keycloak.compat.LoginPages;
import dev.securitypolicies.keycloak.events.RefusalReference;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
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

    /** The page as a response to a login; its user is known, or there is none yet. */
    public Response response(@Nullable AuthenticationSessionModel login, Reason reason, EnforcedDecision decision) {
        Optional<UserModel> user =
                Optional.ofNullable(login).flatMap(found -> Optional.ofNullable(found.getAuthenticatedUser()));
        return new LoginPages(session)
                .error(login, Response.Status.FORBIDDEN, key(reason), values(user, reason, decision.address()));
    }

    /** The page for a caller of the admin API or the console; empty for nobody. */
    public Response response(Optional<UserModel> caller, Reason reason, PolicyAddress address) {
        return new LoginPages(session)
                .error(null, Response.Status.FORBIDDEN, key(reason), values(caller, reason, address));
    }

    /** The page as an exception, for places that cannot return a response. */
    public RuntimeException exception(UserModel user, Reason reason, EnforcedDecision decision) {
        return new LoginPages(session)
                .exception(
                        Response.Status.FORBIDDEN, key(reason), values(Optional.of(user), reason, decision.address()));
    }

    /** What the messages show: the address that was seen, and what support finds in the records. */
    private Object[] values(Optional<UserModel> user, Reason reason, PolicyAddress address) {
        RealmModel realm = session.getContext().getRealm();
        return new Object[] {address.text(), RefusalReference.of(realm, user, address, reason)};
    }

    /** The message key of a reason. */
    public static String key(Reason reason) {
        return KEY + reason.code();
    }
}
