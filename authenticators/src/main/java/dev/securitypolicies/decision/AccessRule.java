package dev.securitypolicies.decision;

import dev.securitypolicies.decision.AccessDecision.ActionsOnly;
import dev.securitypolicies.decision.AccessDecision.Refused;
import dev.securitypolicies.decision.Step.AdminCall;
import dev.securitypolicies.decision.Step.Login;
import dev.securitypolicies.decision.Step.Look;
import dev.securitypolicies.decision.Step.TokenIssue;
import java.util.Optional;

/**
 * The one decision of the pack: the address first (R1 to R5, R17), then what the step itself forbids (R6, R7, R17), then the second
 * factor (R8). Every door and every preview asks it.
 */
public final class AccessRule {

    private AccessRule() {}

    /** What becomes of the request, regardless of the policy's mode. */
    public static AccessDecision decide(AccessRequest request) {
        return new Asked(request).decide();
    }

    /** One request; as an answer to its step it says what becomes of one that nothing forbids. */
    private static final class Asked implements Step.Cases<AccessDecision> {

        private final AccessRequest request;
        private final AddressResult where;

        Asked(AccessRequest request) {
            this.request = request;
            this.where = AddressRule.decide(request.policy(), request.subject(), request.address());
        }

        AccessDecision decide() {
            Optional<Reason> reason = where.refusal();
            if (reason.isEmpty()) {
                reason = ClientRule.refusal(request.step().ofClient(), request.address());
            }
            if (reason.isEmpty()) {
                reason = ofStep();
            }
            return reason.isPresent()
                    ? new Refused(where.holdings(), reason.get())
                    : request.step().fold(this);
        }

        private Optional<Reason> ofStep() {
            Optional<Reason> ofOrganizations = OrganizationRule.refusal(
                    where.holdings().withheldOrganizations(), request.step().organizations(), request.address());
            return ofOrganizations.isPresent()
                    ? ofOrganizations
                    : request.step().fold(new StepRule(request, where, request.factor()));
        }

        private SecondFactor factor() {
            return request.factor().get();
        }

        private boolean mayEnrolHere() {
            return EnrolmentRule.allows(request.policy().mfa(), request.address());
        }

        private MfaDecision mfa() {
            boolean exempt = request.step().mayBeExempt()
                    && ExemptionRule.applies(request.policy().mfa(), factor(), request.address());
            return MfaRule.decide(
                    request.policy().mfa(), factor(), request.step().evidence(), exempt, request.now());
        }

        @Override
        public AccessDecision login(Login login) {
            return login.is(LoginTrait.ENDS_WITHOUT_SESSION)
                    ? new ActionsOnly(where.holdings())
                    : mfa().fold(new FactorAtPage(where, login, mayEnrolHere()));
        }

        @Override
        public AccessDecision tokens(TokenIssue tokens) {
            return mfa().fold(new FactorWithoutPage(where));
        }

        @Override
        public AccessDecision look(Look look) {
            return where.ifAllowed();
        }

        @Override
        public AccessDecision adminCall(AdminCall call) {
            return mfa().fold(new FactorWithoutPage(where));
        }
    }
}
