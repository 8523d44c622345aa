package dev.securitypolicies.decision;

import dev.securitypolicies.decision.AccessDecision.ActionsOnly;
import dev.securitypolicies.decision.AccessDecision.Allowed;
import dev.securitypolicies.decision.AccessDecision.EnrolmentRequired;
import dev.securitypolicies.decision.AccessDecision.Exempted;
import dev.securitypolicies.decision.AccessDecision.Provisional;
import dev.securitypolicies.decision.AccessDecision.ReauthenticationRequired;
import dev.securitypolicies.decision.AccessDecision.Refused;
import java.util.Optional;

/** What each decision comes to at a door that cannot show a page: a refusal with its reason, or nothing in the way. */
final class PagelessRefusal implements AccessDecision.Cases<Optional<Reason>> {

    @Override
    public Optional<Reason> allowed(Allowed allowed) {
        return Optional.empty();
    }

    @Override
    public Optional<Reason> exempted(Exempted exempted) {
        return Optional.empty();
    }

    @Override
    public Optional<Reason> provisional(Provisional provisional) {
        return Optional.empty();
    }

    @Override
    public Optional<Reason> actionsOnly(ActionsOnly actionsOnly) {
        return Optional.of(Reason.MFA_NOT_PERFORMED);
    }

    @Override
    public Optional<Reason> refused(Refused refused) {
        return Optional.of(refused.reason());
    }

    @Override
    public Optional<Reason> enrolmentRequired(EnrolmentRequired enrolment) {
        return Optional.of(Reason.MFA_NOT_ENROLLED);
    }

    @Override
    public Optional<Reason> reauthenticationRequired(ReauthenticationRequired reauthentication) {
        return Optional.of(reauthentication.reason());
    }
}
