package dev.securitypolicies.decision;

import dev.securitypolicies.decision.AccessDecision.ActionsOnly;
import dev.securitypolicies.decision.AccessDecision.EnrolmentRequired;
import dev.securitypolicies.decision.AccessDecision.Provisional;
import dev.securitypolicies.decision.AccessDecision.ReauthenticationRequired;
import dev.securitypolicies.decision.AccessDecision.Refused;
import dev.securitypolicies.decision.Step.Login;
import java.util.OptionalLong;

/** R8 at a login, which has pages for all of it. */
final class FactorAtPage extends FactorWithoutPage {

    private final Login login;
    private final boolean mayEnrolHere;

    FactorAtPage(AddressResult where, Login login, boolean mayEnrolHere) {
        super(where);
        this.login = login;
        this.mayEnrolHere = mayEnrolHere;
    }

    @Override
    public AccessDecision deferred(MfaRequirement requirement, long deadline) {
        boolean remind = !login.is(LoginTrait.SSO)
                && !login.is(LoginTrait.SILENT)
                && !login.is(LoginTrait.SET_UP_POSTPONED)
                && !login.askable().isEmpty();
        return remind
                ? enrolment(requirement, OptionalLong.of(deadline))
                : new Provisional(holdings(), requirement, deadline);
    }

    @Override
    public AccessDecision notEnrolled(MfaRequirement requirement) {
        if (!mayEnrolHere) {
            return new Refused(holdings(), Reason.MFA_ENROL_FROM);
        }
        return login.askable().isEmpty()
                ? new Refused(holdings(), Reason.MFA_NOT_ASKED_FOR)
                : enrolment(requirement, OptionalLong.empty());
    }

    private AccessDecision enrolment(MfaRequirement requirement, OptionalLong deadline) {
        return new EnrolmentRequired(holdings(), requirement, deadline, mayEnrolHere, login.askable());
    }

    @Override
    public AccessDecision notPerformed(MfaRequirement requirement) {
        boolean impersonation = login.evidence().origin() == MfaEvidence.Origin.IMPERSONATION;
        if (login.is(LoginTrait.BY_RESET_LINK)) {
            // a reset link is good for a new password, and for nothing else; it is decided again behind that
            return login.is(LoginTrait.PASSWORD_UPDATE_PENDING)
                    ? new ActionsOnly(holdings())
                    : new ReauthenticationRequired(holdings(), Reason.MFA_NOT_PERFORMED);
        }
        return login.is(LoginTrait.SSO) && !impersonation
                ? new ReauthenticationRequired(holdings(), Reason.MFA_NOT_PERFORMED)
                : new Refused(holdings(), Reason.MFA_NOT_PERFORMED);
    }
}
