package dev.securitypolicies.keycloak.account;

import dev.securitypolicies.decision.EnforcedDecision;
import dev.securitypolicies.decision.LoginKind;
import dev.securitypolicies.decision.MfaEvidence;
import dev.securitypolicies.decision.PolicyAddress;
import dev.securitypolicies.decision.Step;
import dev.securitypolicies.keycloak.compat.GuardedMethod;
import dev.securitypolicies.keycloak.compat.LoginPages;
import dev.securitypolicies.keycloak.events.DecisionContext;
import dev.securitypolicies.keycloak.events.Door;
import dev.securitypolicies.keycloak.events.EnforcementPoint;
import dev.securitypolicies.keycloak.issue.KeptRoles;
import dev.securitypolicies.keycloak.mfa.SessionEvidence;
import dev.securitypolicies.keycloak.page.RefusalText;
import dev.securitypolicies.keycloak.provenance.ClientPins;
import dev.securitypolicies.keycloak.spi.SecurityPolicyProvider;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.AccessToken;
import org.keycloak.utils.KeycloakSessionUtil;

/**
 * Judges what somebody does with their account, for the address that the request comes from, as a refresh would be: a token or a
 * cookie that was carried off must not remove a factor, link an identity provider, fetch a provider's token or share a resource from elsewhere.
 */
@Provider
public final class AccountFilter implements ContainerRequestFilter {

    @Context
    @Nullable
    ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        KeycloakSession session = KeycloakSessionUtil.getKeycloakSession();
        if (Stream.of(GuardedMethod.LINKING, GuardedMethod.PROVIDER_TOKEN)
                .anyMatch(method -> method.isUnguarded(resource, request))) {
            request.abortWith(LoginPages.unguarded());
        } else if (session != null && session.getContext().getRealm() != null) {
            AccountCaller.of(session, request.getUriInfo(), resource)
                    .ifPresent(caller -> judge(session, request, caller));
        }
    }

    private static void judge(KeycloakSession session, ContainerRequestContext request, AccountCaller caller) {
        SecurityPolicyProvider policies = SecurityPolicyProvider.of(session);
        RealmModel realm = session.getContext().getRealm();
        EnforcedDecision decision = policies.decide(
                realm,
                caller.user(),
                PolicyAddress.of(policies.clientAddress()),
                new Step.TokenIssue(
                        LoginKind.EXISTING_SESSION,
                        evidence(session, caller),
                        true,
                        !changesFactors(request),
                        caller.session().flatMap(begun -> new ClientPins(session, realm).of(begun)),
                        Set.of()));
        new EnforcementPoint(session)
                .enforce(context(realm, request, caller), decision)
                .ifPresentOrElse(
                        reason -> request.abortWith(RefusalText.response(reason)),
                        () -> caller.token().ifPresent(token -> withhold(session, realm, token)));
    }

    /** What is left of the factors decides about every other place, so it is not for somebody who has shown none. */
    private static boolean changesFactors(ContainerRequestContext request) {
        return !request.getMethod().equals(HttpMethod.GET)
                && request.getUriInfo().getPath().contains("/credentials");
    }

    private static MfaEvidence evidence(KeycloakSession session, AccountCaller caller) {
        return caller.session()
                .map(found -> SessionEvidence.of(session, found).mfa(found))
                .orElseGet(MfaEvidence::unseen)
                .continued();
    }

    /** Keycloak asks this very token for the roles of the account client when the call goes on. */
    private static void withhold(KeycloakSession session, RealmModel realm, AccessToken token) {
        if (KeptRoles.count(session, realm)) {
            KeptRoles.of(session, realm, token).retainIn(token);
        }
    }

    private static DecisionContext context(RealmModel realm, ContainerRequestContext request, AccountCaller caller) {
        return new DecisionContext(
                Door.ACCOUNT,
                realm,
                Optional.of(caller.user()),
                caller.token().map(AccessToken::getIssuedFor),
                caller.session().map(found -> found.getId()),
                Optional.of(request.getMethod() + " " + request.getUriInfo().getPath()),
                EventType.LOGIN_ERROR);
    }
}
