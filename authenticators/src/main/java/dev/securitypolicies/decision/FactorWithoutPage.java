package dev.securitypolicies.decision;

import dev.securitypolicies.decision.AccessDecision.Exempted;
import dev.securitypolicies.decision.AccessDecision.Provisional;
import dev.securitypolicies.decision.AccessDecision.Refused;

/** R8 where nobody can be shown a page. */
class FactorWithoutPage implements MfaDecision.Cases<AccessDecision> {

    private final AddressResult where;

    FactorWithoutPage(AddressResult where) {
        this.where = where;
    }

    final Holdings holdings() {
        return where.holdings();
    }

    @Override
    public AccessDecision notRequired() {
        return where.ifAllowed();
    }

    @Override
    public AccessDecision satisfied() {
        return where.ifAllowed();
    }

    @Override
    public AccessDecision exempt() {
        return new Exempted(holdings());
    }

    @Override
    public AccessDecision deferred(MfaRequirement requirement, long deadline) {
        return new Provisional(holdings(), requirement, deadline);
    }

    @Override
    public AccessDecision notEnrolled(MfaRequirement requirement) {
        return new Refused(holdings(), Reason.MFA_NOT_ENROLLED);
    }

    @Override
    public AccessDecision notPerformed(MfaRequirement requirement) {
        return new Refused(holdings(), Reason.MFA_NOT_PERFORMED);
    }
}
