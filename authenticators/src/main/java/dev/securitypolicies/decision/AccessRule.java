package dev.securitypolicies.decision;

import dev.securitypolicies.decision.AccessDecision.ActionsOnly;
import dev.securitypolicies.decision.AccessDecision.Allowed;
import dev.securitypolicies.decision.AccessDecision.EnrolmentRequired;
import dev.securitypolicies.decision.AccessDecision.Provisional;
import dev.securitypolicies.decision.AccessDecision.ReauthenticationRequired;
import dev.securitypolicies.decision.AccessDecision.Refused;
import dev.securitypolicies.decision.Step.AdminCall;
import dev.securitypolicies.decision.Step.Login;
import dev.securitypolicies.decision.Step.Look;
import dev.securitypolicies.decision.Step.TokenIssue;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The one decision of the pack: the address first (R1 to R5), then what the step itself forbids (R6, R7), then the second
 * factor (R8). Every door and every preview asks it.
 */
public final class AccessRule {

    private final AccessRequest request;
    private final AddressResult where;
    private @Nullable SecondFactor factor;

    private AccessRule(AccessRequest request) {
        this.request = request;
        this.where = AddressRule.decide(request.policy(), request.subject(), request.address());
    }

    /** What becomes of the request, regardless of the policy's mode. */
    public static AccessDecision decide(AccessRequest request) {
        return new AccessRule(request).decide();
    }

    private AccessDecision decide() {
        return where.refusal()
                .or(this::ofStep)
                .<AccessDecision>map(reason -> new Refused(where.roles(), reason))
                .orElseGet(this::withFactor);
    }

    private Optional<Reason> ofStep() {
        return request.step().fold(new StepRule(request, where, this::factor));
    }

    private SecondFactor factor() {
        if (factor == null) {
            factor = request.factor().get();
        }
        return factor;
    }

    private boolean mayEnrolHere() {
        return EnrolmentRule.allows(request.policy().mfa(), request.address());
    }

    private AccessDecision withFactor() {
        return request.step().fold(new StepOutcome());
    }

    private MfaDecision mfa() {
        return MfaRule.decide(request.policy().mfa(), factor(), request.step().evidence(), request.now());
    }

    /** What becomes of a step that nothing forbids. */
    private final class StepOutcome implements Step.Cases<AccessDecision> {

        @Override
        public AccessDecision login(Login login) {
            return login.is(LoginTrait.ENDS_WITHOUT_SESSION)
                    ? new ActionsOnly(where.roles())
                    : mfa().fold(new AtPage(login));
        }

        @Override
        public AccessDecision tokens(TokenIssue tokens) {
            return mfa().fold(new WithoutPage());
        }

        @Override
        public AccessDecision look(Look look) {
            return new Allowed(where.roles());
        }

        @Override
        public AccessDecision adminCall(AdminCall call) {
            return mfa().fold(new WithoutPage());
        }
    }

    /** R8 where nobody can be shown a page. */
    private class WithoutPage implements MfaDecision.Cases<AccessDecision> {

        @Override
        public AccessDecision notRequired() {
            return new Allowed(where.roles());
        }

        @Override
        public AccessDecision satisfied() {
            return new Allowed(where.roles());
        }

        @Override
        public AccessDecision deferred(MfaRequirement requirement, long deadline) {
            return new Provisional(where.roles(), requirement, deadline);
        }

        @Override
        public AccessDecision notEnrolled(MfaRequirement requirement) {
            return new Refused(where.roles(), Reason.MFA_NOT_ENROLLED);
        }

        @Override
        public AccessDecision notPerformed(MfaRequirement requirement) {
            return new Refused(where.roles(), Reason.MFA_NOT_PERFORMED);
        }
    }

    /** R8 at a login, which has pages for all of it. */
    private final class AtPage extends WithoutPage {

        private final Login login;

        AtPage(Login login) {
            this.login = login;
        }

        @Override
        public AccessDecision deferred(MfaRequirement requirement, long deadline) {
            boolean remind = !login.is(LoginTrait.SSO)
                    && !login.is(LoginTrait.SILENT)
                    && !login.is(LoginTrait.SET_UP_POSTPONED)
                    && !login.askable().isEmpty();
            return remind
                    ? enrolment(requirement, OptionalLong.of(deadline))
                    : new Provisional(where.roles(), requirement, deadline);
        }

        @Override
        public AccessDecision notEnrolled(MfaRequirement requirement) {
            if (!mayEnrolHere()) {
                return new Refused(where.roles(), Reason.MFA_ENROL_FROM);
            }
            return login.askable().isEmpty()
                    ? new Refused(where.roles(), Reason.MFA_NOT_ASKED_FOR)
                    : enrolment(requirement, OptionalLong.empty());
        }

        private AccessDecision enrolment(MfaRequirement requirement, OptionalLong deadline) {
            return new EnrolmentRequired(where.roles(), requirement, deadline, mayEnrolHere(), login.askable());
        }

        @Override
        public AccessDecision notPerformed(MfaRequirement requirement) {
            boolean impersonation = login.evidence().origin() == MfaEvidence.Origin.IMPERSONATION;
            if (login.is(LoginTrait.BY_RESET_LINK)) {
                // a reset link is good for a new password, and for nothing else; it is decided again behind that
                return login.is(LoginTrait.PASSWORD_UPDATE_PENDING)
                        ? new ActionsOnly(where.roles())
                        : new ReauthenticationRequired(where.roles(), Reason.MFA_NOT_PERFORMED);
            }
            return login.is(LoginTrait.SSO) && !impersonation
                    ? new ReauthenticationRequired(where.roles(), Reason.MFA_NOT_PERFORMED)
                    : new Refused(where.roles(), Reason.MFA_NOT_PERFORMED);
        }
    }
}
