package dev.securitypolicies.keycloak.login;

import dev.securitypolicies.decision.EnforcedDecision;
import dev.securitypolicies.decision.Reason;
import dev.securitypolicies.keycloak.events.DecisionEvents;
import dev.securitypolicies.keycloak.page.RefusalText;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.keycloak.OAuthErrorException;
import org.keycloak.events.Errors;
import org.keycloak.protocol.oidc.grants.ResourceOwnerPasswordCredentialsGrantType;
import org.keycloak.services.CorsErrorResponseException;

/**
 * Keycloak's direct grant, refused to an address that no list of the realm allows for anybody before it looks at the password, so
 * that the answer does not tell a right one from a wrong one. No filter sees the form of a token request.
 */
final class DirectGrant extends ResourceOwnerPasswordCredentialsGrantType {

    @Override
    public Response process(Context context) {
        setContext(context);
        Optional<EnforcedDecision> refused =
                client.isDirectAccessGrantsEnabled() ? EarlyDecision.refusing(session) : Optional.empty();
        refused.ifPresent(decision -> new DecisionEvents(session)
                .refusedWithEvent(EarlyDecision.context(session, Optional.of(client.getClientId())), decision, event));
        Optional<Reason> reason = refused.flatMap(EnforcedDecision::enforcedRefusal);
        if (reason.isPresent()) {
            event.error(Errors.ACCESS_DENIED);
            throw new CorsErrorResponseException(
                    cors, OAuthErrorException.INVALID_GRANT, RefusalText.of(reason.get()), Response.Status.BAD_REQUEST);
        }
        return super.process(context);
    }
}
