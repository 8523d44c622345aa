package dev.securitypolicies.keycloak.login;

import dev.securitypolicies.decision.EnforcedDecision;
import dev.securitypolicies.decision.Enforcement;
import dev.securitypolicies.decision.EnrolmentRule;
import dev.securitypolicies.decision.MfaDecision;
import dev.securitypolicies.decision.MfaDecision.Deferred;
import dev.securitypolicies.decision.MfaDecision.Missing;
import dev.securitypolicies.decision.MfaEvidence;
import dev.securitypolicies.decision.PolicyAddress;
import dev.securitypolicies.decision.Reason;
import dev.securitypolicies.keycloak.login.LoginDecision.Enrol;
import dev.securitypolicies.keycloak.login.LoginDecision.LogInAgain;
import dev.securitypolicies.keycloak.login.LoginDecision.Pass;
import dev.securitypolicies.keycloak.login.LoginDecision.Refuse;
import dev.securitypolicies.keycloak.mfa.EvidenceNotes;
import dev.securitypolicies.keycloak.mfa.Factors;
import dev.securitypolicies.keycloak.mfa.Mfa;
import dev.securitypolicies.keycloak.spi.SecurityPolicyProvider;
import dev.securitypolicies.keycloak.subject.Subjects;
import dev.securitypolicies.policy.MfaPolicy;
import dev.securitypolicies.policy.SecurityPolicy;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalLong;
import org.keycloak.models.UserModel;

/** Decides about a login: the address first, then the kind of login, then the factor. */
final class LoginJudge {

    private final LoginInProgress login;
    private final SecurityPolicyProvider policies;
    private final SecurityPolicy policy;

    LoginJudge(LoginInProgress login) {
        this.login = login;
        this.policies = SecurityPolicyProvider.of(login.session());
        this.policy = policies.policy(login.realm()).policy();
    }

    /** What the policy says of the address. */
    EnforcedDecision address() {
        return policies.rule(login.realm(), login.user(), PolicyAddress.of(policies.clientAddress()));
    }

    /** What report-only mode would have refused here and no other door sees: a login by local credentials (R6, R14). */
    Optional<EnforcedDecision> reported() {
        EnforcedDecision ruling = address();
        return !ruling.isEnforced() && ruling.refusal().isEmpty() && isForbiddenKind()
                ? Optional.of(ruling.refusedFor(Reason.SSO_FORCED))
                : Optional.empty();
    }

    private boolean isForbiddenKind() {
        return policy.ssoForced() && login.isLocal() && !Subjects.mayUsePassword(login.user());
    }

    /** What becomes of the login now. In report-only mode nothing is demanded (R14). */
    LoginDecision outcome() {
        EnforcedDecision ruling = address();
        if (!ruling.isEnforced()) {
            return new Pass();
        }
        return refusal(ruling)
                .<LoginDecision>map(reason -> new Refuse(ruling.refusedFor(reason), reason))
                .orElseGet(() -> login.endsWithoutSession() ? new Pass() : factor(ruling));
    }

    private Optional<Reason> refusal(EnforcedDecision ruling) {
        Optional<Reason> kind =
                isForbiddenKind() && !login.endsWithoutSession() ? Optional.of(Reason.SSO_FORCED) : Optional.empty();
        return ruling.refusal().or(() -> kind).or(this::setUpByReset).or(() -> setUpFromElsewhere(ruling.address()));
    }

    /** A link in an e-mail is not enough to set up a second factor beside the one that is not at hand. */
    private Optional<Reason> setUpByReset() {
        return hasPendingSetUp() && mayNotAddFactor() ? Optional.of(Reason.MFA_NOT_PERFORMED) : Optional.empty();
    }

    private boolean hasPendingSetUp() {
        return !Collections.disjoint(login.pendingActions(), SetUpActions.ALL);
    }

    /** Whoever has no factor may not set one up from elsewhere, be it demanded or their own wish. */
    private Optional<Reason> setUpFromElsewhere(PolicyAddress address) {
        boolean elsewhere =
                !EnrolmentRule.allows(policy.mfa(), address) && hasPendingSetUp() && !Factors.isEnrolled(login.user());
        return elsewhere ? Optional.of(Reason.MFA_ENROL_FROM) : Optional.empty();
    }

    /** What the login shows of the user, or the session that vouches for them. */
    MfaEvidence evidence() {
        return login.ssoSession()
                .map(EvidenceNotes::of)
                .map(EvidenceNotes::goingOn)
                .orElseGet(() -> login.begunSession()
                        .map(begun -> EvidenceNotes.of(login.model())
                                .and(EvidenceNotes.of(begun).factors()))
                        .orElseGet(() -> EvidenceNotes.of(login.model())));
    }

    private LoginDecision factor(EnforcedDecision ruling) {
        MfaEvidence evidence = evidence();
        MfaDecision verdict = Mfa.judge(login.session(), login.realm(), login.user(), evidence);
        if (verdict instanceof Deferred deferred) {
            boolean remind = !login.isSso() && !login.isSilent() && !login.hasPutOff();
            return remind
                    ? new Enrol(
                            ruling,
                            deferred.demand(),
                            OptionalLong.of(deferred.deadline()),
                            EnrolmentRule.allows(policy.mfa(), ruling.address()))
                    : new Pass();
        }
        return verdict instanceof Missing missing ? missing(ruling, evidence, missing) : new Pass();
    }

    private LoginDecision missing(EnforcedDecision ruling, MfaEvidence evidence, Missing missing) {
        MfaPolicy mfa = policy.mfa();
        if (missing.reason() == Reason.MFA_NOT_ENROLLED) {
            return EnrolmentRule.allows(mfa, ruling.address())
                    ? new Enrol(ruling, missing.demand(), OptionalLong.empty(), true)
                    : new Refuse(ruling.refusedFor(Reason.MFA_ENROL_FROM), Reason.MFA_ENROL_FROM);
        }
        boolean impersonation = evidence.origin() == MfaEvidence.Origin.IMPERSONATION;
        if (login.cameByReset() && mayStillReset()) {
            return new Pass(); // decided again once the new password is set
        }
        return (login.isSso() && !impersonation) || login.cameByReset()
                ? new LogInAgain(ruling.refusedFor(missing.reason()))
                : new Refuse(ruling.refusedFor(missing.reason()), missing.reason());
    }

    /** A reset link is good for a new password, and for nothing else. */
    private boolean mayStillReset() {
        return login.isPending(UserModel.RequiredAction.UPDATE_PASSWORD) && !hasPendingSetUp();
    }

    /** Whether a link in an e-mail may not bring a user with a factor to a second one. */
    boolean mayNotAddFactor() {
        return policy.mfa().demandsAnything()
                && policies.enforcement(login.realm()) == Enforcement.ENFORCE
                && login.cameByReset()
                && Factors.isEnrolled(login.user())
                && Mfa.demand(login.session(), login.realm(), login.user(), policy.mfa())
                        .isPresent();
    }
}
