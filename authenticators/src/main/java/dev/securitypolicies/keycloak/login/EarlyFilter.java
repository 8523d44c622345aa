package dev.securitypolicies.keycloak.login;

import dev.securitypolicies.decision.AccessDecision.Refused;
import dev.securitypolicies.decision.EarlyRule;
import dev.securitypolicies.decision.EnforcedDecision;
import dev.securitypolicies.decision.PolicyAddress;
import dev.securitypolicies.decision.Reason;
import dev.securitypolicies.keycloak.events.DecisionContext;
import dev.securitypolicies.keycloak.events.DecisionEvents;
import dev.securitypolicies.keycloak.events.Door;
import dev.securitypolicies.keycloak.page.RefusalPage;
import dev.securitypolicies.keycloak.spi.SecurityPolicyProvider;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Optional;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.endpoints.AuthorizationEndpoint;
import org.keycloak.services.resources.LoginActionsService;
import org.keycloak.util.TokenUtil;
import org.keycloak.utils.KeycloakSessionUtil;

/**
 * Refuses the login pages to an address that no list of the realm allows for anybody, before any credential is looked at. A
 * silent login (`prompt=none`) goes on and ends with its protocol error at the gate.
 */
@Provider
public final class EarlyFilter implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        if (!isLoginPage(request) || isSilent(request.getUriInfo().getQueryParameters())) {
            return;
        }
        KeycloakSession session = KeycloakSessionUtil.getKeycloakSession();
        if (session == null || session.getContext().getRealm() == null) {
            return;
        }
        RealmModel realm = session.getContext().getRealm();
        SecurityPolicyProvider policies = SecurityPolicyProvider.of(session);
        PolicyAddress address = PolicyAddress.of(policies.clientAddress());
        Optional<Reason> refusal = EarlyRule.refusal(policies.policy(realm).policy(), address);
        refusal.ifPresent(reason -> {
            EnforcedDecision ruling =
                    new EnforcedDecision(new Refused(reason, List.of()), address, policies.enforcement(realm));
            new DecisionEvents(session).refused(circumstances(realm, request), ruling, reason);
            if (ruling.isEnforced()) {
                request.abortWith(RefusalPage.response(session, null, reason, ruling));
            }
        });
    }

    private static boolean isLoginPage(ContainerRequestContext request) {
        return request.getUriInfo().getMatchedResources().stream()
                .anyMatch(resource ->
                        resource instanceof AuthorizationEndpoint || resource instanceof LoginActionsService);
    }

    private static boolean isSilent(MultivaluedMap<String, String> query) {
        return TokenUtil.hasPrompt(query.getFirst(OIDCLoginProtocol.PROMPT_PARAM), OIDCLoginProtocol.PROMPT_VALUE_NONE);
    }

    private static DecisionContext circumstances(RealmModel realm, ContainerRequestContext request) {
        return new DecisionContext(
                Door.EARLY,
                realm,
                Optional.empty(),
                Optional.ofNullable(
                        request.getUriInfo().getQueryParameters().getFirst(OIDCLoginProtocol.CLIENT_ID_PARAM)),
                Optional.empty(),
                Optional.empty(),
                EventType.LOGIN_ERROR);
    }
}
