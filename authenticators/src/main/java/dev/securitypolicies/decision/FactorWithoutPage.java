package dev.securitypolicies.decision;

import dev.securitypolicies.decision.AccessDecision.Allowed;
import dev.securitypolicies.decision.AccessDecision.Exempted;
import dev.securitypolicies.decision.AccessDecision.Provisional;
import dev.securitypolicies.decision.AccessDecision.Refused;

/** R8 where nobody can be shown a page. */
class FactorWithoutPage implements MfaDecision.Cases<AccessDecision> {

    private final AddressResult where;

    FactorWithoutPage(AddressResult where) {
        this.where = where;
    }

    final RoleDecisions roles() {
        return where.roles();
    }

    @Override
    public AccessDecision notRequired() {
        return new Allowed(roles());
    }

    @Override
    public AccessDecision satisfied() {
        return new Allowed(roles());
    }

    @Override
    public AccessDecision exempt() {
        return new Exempted(roles());
    }

    @Override
    public AccessDecision deferred(MfaRequirement requirement, long deadline) {
        return new Provisional(roles(), requirement, deadline);
    }

    @Override
    public AccessDecision notEnrolled(MfaRequirement requirement) {
        return new Refused(roles(), Reason.MFA_NOT_ENROLLED);
    }

    @Override
    public AccessDecision notPerformed(MfaRequirement requirement) {
        return new Refused(roles(), Reason.MFA_NOT_PERFORMED);
    }
}
