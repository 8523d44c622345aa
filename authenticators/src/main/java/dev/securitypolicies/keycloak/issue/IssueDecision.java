package dev.securitypolicies.keycloak.issue;

import dev.securitypolicies.decision.EnforcedDecision;
import dev.securitypolicies.decision.Membership;
import dev.securitypolicies.decision.PolicyAddress;
import dev.securitypolicies.decision.Provenance;
import dev.securitypolicies.decision.Role;
import dev.securitypolicies.decision.Step;
import dev.securitypolicies.keycloak.compat.RequestScope;
import dev.securitypolicies.keycloak.mfa.SessionMark;
import dev.securitypolicies.keycloak.provenance.IssueAddress;
import dev.securitypolicies.keycloak.provenance.PresentedToken;
import dev.securitypolicies.keycloak.provenance.ProvenanceClaim;
import dev.securitypolicies.keycloak.spi.SecurityPolicyProvider;
import dev.securitypolicies.policy.IpPolicy;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.representations.JsonWebToken;

/**
 * What may be issued to a client in a session now: the decision of the policy, and the ceiling of the token it is made from.
 *
 * @param enforced the decision
 * @param request the request's own part of the address
 * @param ceiling where the token comes from that it is made from; empty if it is made from none
 */
public record IssueDecision(EnforcedDecision enforced, PolicyAddress request, Optional<Provenance> ceiling) {

    private static final RequestScope<IssueDecision> MEMORY = new RequestScope<>("issue", IssueDecision.class);

    /** The decision for what is being issued, or for the issued token that is looked at. */
    public static IssueDecision of(
            KeycloakSession session, AuthenticatedClientSessionModel clientSession, Optional<String> grantType) {
        return MEMORY.of(key(clientSession))
                .recallOr(
                        session,
                        () -> PresentedToken.isLookedAt(session)
                                ? lookingAt(session, clientSession)
                                : issuing(session, clientSession, grantType));
    }

    private static IssueDecision issuing(
            KeycloakSession session, AuthenticatedClientSessionModel clientSession, Optional<String> grantType) {
        SecurityPolicyProvider policies = SecurityPolicyProvider.of(session);
        UserSessionModel userSession = clientSession.getUserSession();
        IssueAddress address = IssueAddress.of(session, clientSession, grantType, policies.clientAddress());
        boolean continues =
                grantType.filter(OAuth2Constants.REFRESH_TOKEN::equals).isPresent();
        Step step = new IssueStep(session, clientSession, grantType).step(continues);
        EnforcedDecision decision =
                policies.decide(userSession.getRealm(), userSession.getUser(), address.address(), step);
        if (decision.isProvisional()) {
            SessionMark.PROVISIONAL.put(userSession);
        } else if (decision.isExempted()) {
            SessionMark.EXEMPTED.put(userSession);
        }
        return new IssueDecision(decision, address.request(), address.ceiling());
    }

    /** Userinfo and introspection show what the addresses of the token leave under today's policy, whoever asks. */
    private static IssueDecision lookingAt(KeycloakSession session, AuthenticatedClientSessionModel clientSession) {
        SecurityPolicyProvider policies = SecurityPolicyProvider.of(session);
        UserSessionModel userSession = clientSession.getUserSession();
        RealmModel realm = userSession.getRealm();
        boolean restricts = restricts(session, realm);
        // where nothing is restricted it does not matter where a token comes from; a service account may have the list
        // of its client
        boolean matters = restricts || userSession.getUser().getServiceAccountClientLink() != null;
        Optional<PresentedToken> token = matters ? PresentedToken.lookedAt(session) : Optional.empty();
        Provenance provenance =
                token.map(looked -> looked.provenance(realm)).orElseGet(() -> Provenance.unknown(Set.of()));
        PolicyAddress own = PolicyAddress.of(policies.clientAddress());
        PolicyAddress address = provenance.addresses().orElse(own);
        EnforcedDecision decision = policies.decide(realm, userSession.getUser(), address, new Step.Look());
        boolean known = provenance.addresses().isPresent() || !restricts;
        return new IssueDecision(decision, address, known ? Optional.empty() : Optional.of(provenance));
    }

    /** Whether the realm has any list that an address could be outside of. */
    public static boolean restricts(KeycloakSession session, RealmModel realm) {
        IpPolicy policy =
                SecurityPolicyProvider.of(session).policy(realm).policy().ip();
        return policy.restrictsLogins()
                || !policy.groups().isEmpty()
                || SecurityPolicyProvider.of(session).tenants(realm).lists();
    }

    /** What tells what is issued to one client in one session from all else. */
    public static String key(AuthenticatedClientSessionModel clientSession) {
        return clientSession.getUserSession().getId() + ":"
                + clientSession.getClient().getId();
    }

    /** Whether nothing may be issued at all. */
    public boolean isRefused() {
        return enforced.enforcedRefusal().isPresent();
    }

    /** Whether the role of this key may be carried, whether the user holds it or a mapper adds it. */
    public boolean admits(KeycloakSession session, RealmModel realm, Role role) {
        if (!enforced.isEnforced()) {
            return true;
        }
        return !isRefused() && isBelowCeiling(role.key()) && isKept(session, realm, role);
    }

    /** Whether the token that this is made from goes as far as this role. */
    public boolean isBelowCeiling(String roleKey) {
        return !enforced.isEnforced()
                || ceiling.map(provenance -> provenance.admits(roleKey)).orElse(true);
    }

    private boolean isKept(KeycloakSession session, RealmModel realm, Role role) {
        return enforced.decision()
                .roleDecisions()
                .keeps(role.key())
                .orElseGet(() -> SecurityPolicyProvider.of(session).allowsMappedRole(realm, role, enforced.address()));
    }

    /** A fingerprint of what is withheld, to see later whether it is still the same. */
    public String withheldFingerprint() {
        String ids = Stream.concat(
                        enforced.enforcedWithheld().stream().map(Role::id),
                        enforced.enforcedWithheldOrganizations().stream().map(Membership::id))
                .sorted()
                .collect(Collectors.joining(" "));
        return UUID.nameUUIDFromBytes(ids.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** Whether what is withheld now is what was withheld when the token was issued; of a token without our claim nobody knows. */
    public boolean isSameAsFor(KeycloakSession session, RealmModel realm, JsonWebToken token) {
        return !restricts(session, realm)
                || new ProvenanceClaim(session, realm)
                        .read(token)
                        .filter(content -> content.withheld().equals(withheldFingerprint()))
                        .isPresent();
    }
}
