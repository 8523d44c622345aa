package dev.securitypolicies.keycloak.account;

import dev.securitypolicies.decision.EnforcedDecision;
import dev.securitypolicies.decision.LoginKind;
import dev.securitypolicies.decision.MfaEvidence;
import dev.securitypolicies.decision.PolicyAddress;
import dev.securitypolicies.decision.Role;
import dev.securitypolicies.decision.Step;
import dev.securitypolicies.keycloak.events.DecisionContext;
import dev.securitypolicies.keycloak.events.DecisionEvents;
import dev.securitypolicies.keycloak.events.DecisionMetrics;
import dev.securitypolicies.keycloak.events.Door;
import dev.securitypolicies.keycloak.issue.KeptRoles;
import dev.securitypolicies.keycloak.mfa.SessionEvidence;
import dev.securitypolicies.keycloak.page.RefusalText;
import dev.securitypolicies.keycloak.provenance.TokenUser;
import dev.securitypolicies.keycloak.spi.SecurityPolicyProvider;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.resources.account.AccountRestService;
import org.keycloak.utils.KeycloakSessionUtil;

/**
 * Judges calls of the account API for the address that they come from, as a refresh would be: a token that was carried off must
 * not remove a factor or link an identity provider from elsewhere. Keycloak has verified the token when the filter runs.
 */
@Provider
public final class AccountFilter implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        KeycloakSession session = KeycloakSessionUtil.getKeycloakSession();
        boolean account =
                request.getUriInfo().getMatchedResources().stream().anyMatch(AccountRestService.class::isInstance);
        if (session != null && account && session.getContext().getBearerToken() instanceof AccessToken token) {
            RealmModel realm = session.getContext().getRealm();
            TokenUser.of(session, realm, token).ifPresent(user -> judge(session, request, token, user));
        }
    }

    private static void judge(
            KeycloakSession session, ContainerRequestContext request, AccessToken token, UserModel user) {
        SecurityPolicyProvider policies = SecurityPolicyProvider.of(session);
        RealmModel realm = session.getContext().getRealm();
        EnforcedDecision decision = policies.decide(
                realm,
                user,
                PolicyAddress.of(policies.clientAddress()),
                new Step.TokenIssue(LoginKind.EXISTING_SESSION, evidence(session, realm, token), true));
        if (decision.refusal().isPresent()) {
            new DecisionEvents(session).refused(context(realm, request, token, user), decision);
        } else {
            DecisionMetrics.allowed(Door.ACCOUNT);
        }
        decision.enforcedRefusal()
                .ifPresentOrElse(
                        reason -> request.abortWith(RefusalText.response(reason)),
                        () -> withhold(session, realm, token));
    }

    private static MfaEvidence evidence(KeycloakSession session, RealmModel realm, AccessToken token) {
        return TokenUser.session(session, realm, Optional.ofNullable(token.getSessionId()))
                .map(found -> SessionEvidence.of(session, found).mfa(found))
                .orElseGet(MfaEvidence::unseen)
                .continued();
    }

    /** Keycloak asks this very token for the roles of the account client when the call goes on. */
    private static void withhold(KeycloakSession session, RealmModel realm, AccessToken token) {
        if (KeptRoles.count(session, realm)) {
            KeptRoles kept = KeptRoles.of(session, realm, token);
            token.getResourceAccess().forEach((client, access) -> {
                if (access.getRoles() != null) {
                    access.getRoles().removeIf(role -> !kept.contain(Role.named(Optional.of(client), role)));
                }
            });
        }
    }

    private static DecisionContext context(
            RealmModel realm, ContainerRequestContext request, AccessToken token, UserModel user) {
        return new DecisionContext(
                Door.ACCOUNT,
                realm,
                Optional.of(user),
                Optional.ofNullable(token.getIssuedFor()),
                Optional.ofNullable(token.getSessionId()),
                Optional.of(request.getMethod() + " " + request.getUriInfo().getPath()),
                EventType.LOGIN_ERROR);
    }
}
