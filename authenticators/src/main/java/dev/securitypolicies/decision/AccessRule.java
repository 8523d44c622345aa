package dev.securitypolicies.decision;

import dev.securitypolicies.decision.AccessDecision.ActionsOnly;
import dev.securitypolicies.decision.AccessDecision.Allowed;
import dev.securitypolicies.decision.AccessDecision.Refused;
import dev.securitypolicies.decision.Step.AdminCall;
import dev.securitypolicies.decision.Step.Login;
import dev.securitypolicies.decision.Step.Look;
import dev.securitypolicies.decision.Step.TokenIssue;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one decision of the pack: the address first (R1 to R5, R17), then what the step itself forbids (R6, R7, R17), then the second
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
                .or(() -> ClientRule.refusal(request.step().ofClient(), request.address()))
                .or(this::ofStep)
                .<AccessDecision>map(reason -> new Refused(where.holdings(), reason))
                .orElseGet(this::withFactor);
    }

    private Optional<Reason> ofStep() {
        return OrganizationRule.refusal(
                        where.holdings().withheldOrganizations(), request.step().organizations(), request.address())
                .or(() -> request.step().fold(new StepRule(request, where, this::factor)));
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
        boolean exempt = request.step().mayBeExempt()
                && ExemptionRule.applies(request.policy().mfa(), factor(), request.address());
        return MfaRule.decide(request.policy().mfa(), factor(), request.step().evidence(), exempt, request.now());
    }

    /** What becomes of a step that nothing forbids. */
    private final class StepOutcome implements Step.Cases<AccessDecision> {

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
            return new Allowed(where.holdings());
        }

        @Override
        public AccessDecision adminCall(AdminCall call) {
            return mfa().fold(new FactorWithoutPage(where));
        }
    }
}
