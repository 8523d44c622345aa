package dev.securitypolicies.keycloak.login;

import dev.securitypolicies.decision.EnforcedDecision;
import dev.securitypolicies.decision.Reason;
import dev.securitypolicies.keycloak.compat.LoginRecord;
import dev.securitypolicies.keycloak.events.EnforcementPoint;
import dev.securitypolicies.keycloak.page.RefusalPage;
import dev.securitypolicies.keycloak.page.RefusalText;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import org.keycloak.OAuthErrorException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.idm.OAuth2ErrorRepresentation;
import org.keycloak.utils.KeycloakSessionUtil;

/**
 * Refuses login pages, and passwords in headers, to an address that no list of the realm allows for anybody, before any credential
 * is looked at, so that they do not tell right passwords from wrong ones. A silent login (`prompt=none`) goes on and ends with its
 * protocol error at the gate. For a direct grant {@link DirectGrant} does the same: no filter sees its form.
 */
@Provider
public final class EarlyFilter implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        KeycloakSession session = KeycloakSessionUtil.getKeycloakSession();
        if (session == null || session.getContext().getRealm() == null) {
            return;
        }
        WayIn.of(session, request)
                .flatMap(way -> refusal(session, request, way))
                .ifPresent(request::abortWith);
    }

    private static Optional<Response> refusal(KeycloakSession session, ContainerRequestContext request, WayIn way) {
        Optional<EnforcedDecision> refused = new EarlyDecision(session).refusal();
        Optional<String> client =
                Optional.ofNullable(request.getUriInfo().getQueryParameters().getFirst(LoginRecord.CLIENT_ID));
        return refused.flatMap(decision -> new EnforcementPoint(session)
                .enforce(new EarlyDecision(session).context(client), decision)
                .map(reason ->
                        way.isPage() ? new RefusalPage(session).response(null, reason, decision) : json(reason)));
    }

    private static Response json(Reason reason) {
        return Response.status(Response.Status.FORBIDDEN)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(new OAuth2ErrorRepresentation(OAuthErrorException.INVALID_GRANT, RefusalText.of(reason)))
                .build();
    }
}
