package dev.securitypolicies.keycloak.token;

import dev.securitypolicies.decision.EnforcedDecision;
import dev.securitypolicies.decision.MfaEvidence;
import dev.securitypolicies.decision.PolicyAddress;
import dev.securitypolicies.decision.Reason;
import dev.securitypolicies.ip.ClientAddress;
import dev.securitypolicies.keycloak.address.SessionAddress;
import dev.securitypolicies.keycloak.address.TokenAddress;
import dev.securitypolicies.keycloak.address.TokenRequest;
import dev.securitypolicies.keycloak.mfa.EvidenceNotes;
import dev.securitypolicies.keycloak.mfa.Mfa;
import dev.securitypolicies.keycloak.spi.SecurityPolicyProvider;
import dev.securitypolicies.keycloak.subject.Subjects;
import dev.securitypolicies.policy.IpPolicy;
import java.util.Optional;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;

/** The ruling for the tokens of a client in a session: made once per request, so that all its tokens agree. */
final class TokenDecisions {

    private static final String MEMORY = "securityPolicy.ruling:";

    private TokenDecisions() {}

    /** The ruling for tokens that are being issued. */
    static EnforcedDecision issued(KeycloakSession session, ClientSessionContext context) {
        String key = MEMORY + key(context);
        EnforcedDecision known = session.getAttribute(key, EnforcedDecision.class);
        if (known != null) {
            return known;
        }
        SecurityPolicyProvider policies = SecurityPolicyProvider.of(session);
        AuthenticatedClientSessionModel clientSession = context.getClientSession();
        PolicyAddress address = address(session, context, policies.clientAddress());
        EnforcedDecision ruling = login(session, context, rule(policies, clientSession.getUserSession(), address));
        session.setAttribute(key, ruling);
        return ruling;
    }

    /**
     * How the user has logged in counts as well as from where. A session that goes on was judged when it began; every other one
     * must show that its login has passed the gate.
     */
    private static EnforcedDecision login(
            KeycloakSession session, ClientSessionContext context, EnforcedDecision ruling) {
        UserSessionModel userSession = context.getClientSession().getUserSession();
        boolean goesOn = TokenRequest.grantType(session, context)
                .filter(OAuth2Constants.REFRESH_TOKEN::equals)
                .isPresent();
        if (ruling.refusal().isEmpty() && !goesOn && isForbiddenKind(session, userSession)) {
            return ruling.refusedFor(Reason.SSO_FORCED);
        }
        MfaEvidence evidence = EvidenceNotes.of(userSession);
        return Mfa.withFactor(session, userSession, goesOn ? EvidenceNotes.goingOn(evidence) : evidence, ruling);
    }

    /** R6 for logins that pass no gate, such as a direct grant. */
    private static boolean isForbiddenKind(KeycloakSession session, UserSessionModel userSession) {
        UserModel user = userSession.getUser();
        return SecurityPolicyProvider.of(session)
                        .policy(userSession.getRealm())
                        .policy()
                        .ssoForced()
                && user.getServiceAccountClientLink() == null
                && !Subjects.mayUsePassword(user)
                && !EvidenceNotes.hasPassedGate(userSession)
                && !EvidenceNotes.isImpersonation(userSession)
                && EvidenceNotes.of(userSession).identityProvider().isEmpty();
    }

    /** Tokens made from another token answer to the client that asks, and to the address that token was issued for. */
    private static PolicyAddress address(KeycloakSession session, ClientSessionContext context, ClientAddress own) {
        AuthenticatedClientSessionModel clientSession = context.getClientSession();
        Optional<String> grantType = TokenRequest.grantType(session, context);
        boolean fromToken = grantType.filter(SubjectToken::isUsedBy).isPresent();
        ClientModel asking = fromToken ? session.getContext().getClient() : clientSession.getClient();
        PolicyAddress address = TokenAddress.of(own, asking, clientSession.getUserSession(), grantType);
        return fromToken ? SubjectToken.issueAddress(session).map(address::and).orElse(address) : address;
    }

    /**
     * The ruling for tokens that were issued before and are looked at now (userinfo, introspection); empty if the session
     * does not know for which address that was.
     */
    static Optional<EnforcedDecision> recalled(KeycloakSession session, ClientSessionContext context) {
        AuthenticatedClientSessionModel clientSession = context.getClientSession();
        UserSessionModel userSession = clientSession.getUserSession();
        SecurityPolicyProvider policies = SecurityPolicyProvider.of(session);
        if (!restricts(session, context)) {
            return Optional.of(rule(policies, userSession, PolicyAddress.of(policies.clientAddress())));
        }
        Long issuedAt = PresentedToken.of(session).getIat();
        return SessionAddress.issue(clientSession, issuedAt == null ? 0 : issuedAt)
                .or(() -> SessionAddress.browser(userSession).map(PolicyAddress::of))
                .map(address -> rule(policies, userSession, address));
    }

    /** Whether the realm has any list that an address could be outside of. */
    static boolean restricts(KeycloakSession session, ClientSessionContext context) {
        RealmModel realm = context.getClientSession().getRealm();
        IpPolicy policy =
                SecurityPolicyProvider.of(session).policy(realm).policy().ip();
        return policy.restrictsLogins() || !policy.groups().isEmpty();
    }

    /** What tells the tokens of one client in one session from all others. */
    static String key(ClientSessionContext context) {
        AuthenticatedClientSessionModel clientSession = context.getClientSession();
        return clientSession.getUserSession().getId() + ":"
                + clientSession.getClient().getId();
    }

    private static EnforcedDecision rule(
            SecurityPolicyProvider policies, UserSessionModel userSession, PolicyAddress address) {
        return policies.rule(userSession.getRealm(), userSession.getUser(), address);
    }
}
