package dev.securitypolicies.decision;

import dev.securitypolicies.decision.Step.AdminCall;
import dev.securitypolicies.decision.Step.Login;
import dev.securitypolicies.decision.Step.Look;
import dev.securitypolicies.decision.Step.TokenIssue;
import java.util.Optional;
import java.util.function.Supplier;

/** What a step itself forbids where its address is accepted: forced SSO (R6), an admin role that is withheld (R7), a set-up (R8). */
final class StepRule implements Step.Cases<Optional<Reason>> {

    private final AccessRequest request;
    private final AddressResult where;
    private final Supplier<SecondFactor> factor;

    StepRule(AccessRequest request, AddressResult where, Supplier<SecondFactor> factor) {
        this.request = request;
        this.where = where;
        this.factor = factor;
    }

    @Override
    public Optional<Reason> login(Login login) {
        boolean session = !login.is(LoginTrait.ENDS_WITHOUT_SESSION);
        return forcedSso(session && login.kind() == LoginKind.LOCAL)
                .or(() -> setUpByMail(login))
                .or(() -> setUpFromElsewhere(login));
    }

    /** A session that goes on was judged by R6 when it began. */
    @Override
    public Optional<Reason> tokens(TokenIssue tokens) {
        return forcedSso(!tokens.continues() && tokens.kind() == LoginKind.LOCAL);
    }

    @Override
    public Optional<Reason> look(Look look) {
        return Optional.empty();
    }

    @Override
    public Optional<Reason> adminCall(AdminCall call) {
        boolean lacksAdminRole = where.roles().withheld().stream().anyMatch(call.adminRoles()::contain);
        return lacksAdminRole ? Optional.of(Reason.ADMIN_ROLE_WITHHELD) : Optional.empty();
    }

    private Optional<Reason> forcedSso(boolean byLocalCredential) {
        boolean forbidden = byLocalCredential && ForcedSso.refuses(request.policy(), request.subject());
        return forbidden ? Optional.of(Reason.SSO_FORCED) : Optional.empty();
    }

    /** A link in an e-mail is not enough to set up a second factor beside the one that is not at hand. */
    private Optional<Reason> setUpByMail(Login login) {
        boolean another = login.is(LoginTrait.FACTOR_SET_UP_PENDING)
                && login.is(LoginTrait.BY_RESET_LINK)
                && factor.get().requirement().isPresent()
                && factor.get().enrolled();
        return another ? Optional.of(Reason.MFA_NOT_PERFORMED) : Optional.empty();
    }

    /** A user without a factor may not set one up from elsewhere, be it required or their own wish. */
    private Optional<Reason> setUpFromElsewhere(Login login) {
        boolean elsewhere = login.is(LoginTrait.FACTOR_SET_UP_PENDING)
                && !factor.get().enrolled()
                && !EnrolmentRule.allows(request.policy().mfa(), request.address());
        return elsewhere ? Optional.of(Reason.MFA_ENROL_FROM) : Optional.empty();
    }
}
