package dev.securitypolicies.keycloak.login;

import dev.securitypolicies.decision.EnforcedDecision;
import dev.securitypolicies.decision.Reason;
import dev.securitypolicies.keycloak.compat.OAuthErrors;
import dev.securitypolicies.keycloak.events.EnforcementPoint;
import dev.securitypolicies.keycloak.page.RefusalText;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.keycloak.OAuthErrorException;
import org.keycloak.events.Errors;
import org.keycloak.protocol.oidc.grants.ResourceOwnerPasswordCredentialsGrantType;

/**
 * Keycloak's direct grant, refused to an address that no list of the realm, or not that of the client, allows for anybody before it looks at the password, so
 * that the answer does not tell a right one from a wrong one. No filter sees the form of a token request.
 */
final class DirectGrant extends ResourceOwnerPasswordCredentialsGrantType {

    @Override
    public Response process(Context context) {
        setContext(context);
        Optional<EnforcedDecision> refused =
                client.isDirectAccessGrantsEnabled() ? new EarlyDecision(session).refusal(client) : Optional.empty();
        Optional<Reason> reason = refused.flatMap(decision -> new EnforcementPoint(session)
                .enforce(new EarlyDecision(session).context(Optional.of(client.getClientId())), decision, event));
        if (reason.isPresent()) {
            event.error(Errors.ACCESS_DENIED);
            throw new OAuthErrors(cors).badRequest(OAuthErrorException.INVALID_GRANT, RefusalText.of(reason.get()));
        }
        return super.process(context);
    }
}
