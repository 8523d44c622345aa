package dev.securitypolicies.keycloak.login;

import dev.securitypolicies.decision.EnforcedDecision;
import dev.securitypolicies.decision.FactorKind;
import dev.securitypolicies.decision.LoginKind;
import dev.securitypolicies.decision.MfaEvidence;
import dev.securitypolicies.decision.PolicyAddress;
import dev.securitypolicies.decision.Step;
import dev.securitypolicies.ip.AddressSet;
import dev.securitypolicies.keycloak.flow.AskedFactors;
import dev.securitypolicies.keycloak.mfa.SessionEvidence;
import dev.securitypolicies.keycloak.provenance.ClientPins;
import dev.securitypolicies.keycloak.spi.SecurityPolicyProvider;
import dev.securitypolicies.policy.SecurityPolicy;
import java.util.Optional;
import java.util.Set;
import org.keycloak.models.UserSessionModel;

/** Asks for the decision about a login, and keeps with the login what its session will have to show. */
final class LoginDecisions {

    private final LoginInProgress login;
    private final SecurityPolicyProvider policies;

    LoginDecisions(LoginInProgress login) {
        this.login = login;
        this.policies = SecurityPolicyProvider.of(login.session());
    }

    /** What becomes of the login now. */
    EnforcedDecision decide() {
        return policies.decide(login.realm(), login.user(), address(), step());
    }

    SecurityPolicy policy() {
        return policies.policy(login.realm()).policy();
    }

    private PolicyAddress address() {
        return PolicyAddress.of(policies.clientAddress());
    }

    private Step.Login step() {
        return new Step.Login(kind(), evidence(), login.traits(), askable(), ofClient(), login.organizations());
    }

    /** A direct grant goes by its client, and a session by the client that whoever impersonates its user goes by. */
    private Optional<AddressSet> ofClient() {
        ClientPins pins = new ClientPins(login.session(), login.realm());
        if (login.isDirectGrant()) {
            return pins.of(login.model().getClient());
        }
        return login.isSso() ? login.begunSession().flatMap(pins::of) : Optional.empty();
    }

    /** How the user has logged in. */
    LoginKind kind() {
        return login.isSso() ? LoginKind.EXISTING_SESSION : login.evidence().kind();
    }

    /** Only asked where somebody might be led to enrol. */
    private Set<FactorKind> askable() {
        return login.mayNeedFactor()
                ? new AskedFactors(login.session(), login.realm()).of(login.model(), provider())
                : Set.of();
    }

    private Optional<String> provider() {
        return login.isSso()
                ? login.begunSession().flatMap(begun -> login.evidence(begun).provider())
                : login.evidence().provider();
    }

    /** What the session shows that vouches for the user, or else this login and what was shown before in the same session. */
    private MfaEvidence evidence() {
        MfaEvidence own = login.evidence().mfa();
        Optional<UserSessionModel> begun = login.begunSession();
        if (begun.isEmpty()) {
            return own;
        }
        SessionEvidence before = login.evidence(begun.get());
        return login.isSso() ? before.mfa(begun.get()).continued().and(own.factors()) : own.and(before.factors());
    }

    /** The session will show how it began, with which factors, and from where its user was last seen in a browser. */
    void keepEvidence(boolean passed, boolean exempted) {
        Optional<SessionEvidence> before = login.begunSession().map(login::evidence);
        MfaEvidence evidence = evidence();
        boolean earlier = login.isSso() && before.isPresent();
        new SessionEvidence(
                        passed,
                        earlier ? before.get().kind() : login.evidence().kind(),
                        evidence.factors(),
                        earlier ? before.get().provider() : login.evidence().provider(),
                        login.isDirectGrant() ? Optional.empty() : Optional.of(policies.clientAddress()),
                        login.isDirectGrant()
                                ? Optional.of(login.model().getClient().getId())
                                : before.filter(begun -> earlier).flatMap(SessionEvidence::grantedTo),
                        exempted || before.filter(SessionEvidence::exempted).isPresent())
                .keep(login.session(), login.model(), login.sessionId());
    }
}
