package dev.securitypolicies.keycloak.login;

import dev.securitypolicies.decision.AccessDecision;
import dev.securitypolicies.decision.AccessDecision.EnrolmentRequired;
import dev.securitypolicies.decision.EnforcedDecision;
import dev.securitypolicies.decision.FactorKind;
import dev.securitypolicies.decision.Reason;
import dev.securitypolicies.keycloak.mfa.Factors;
import dev.securitypolicies.keycloak.realm.RequiredActionRegistration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.keycloak.authentication.CredentialRegistrator;
import org.keycloak.authentication.InitiatedActionSupport;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;

/**
 * The set-up of a required factor. Its page offers what the realm has and the login asks for, then Keycloak's own set-up of that
 * factor runs inside this action, so that no other page can come in between and nothing but the finished set-up lets the login
 * go on.
 */
final class EnrolAction implements RequiredActionProvider {

    private static final String CHOSEN = "securityPolicy.chosenSetUp";

    /** Whether this login offers a kind is decided where its set-up is shown and where it is done. */
    private static final Set<FactorKind> ANY = Set.of(FactorKind.values());

    /** With NOT_SUPPORTED, `kc_action` with the action's id would make Keycloak skip it and log in. */
    @Override
    public InitiatedActionSupport initiatedActionSupport() {
        return InitiatedActionSupport.SUPPORTED;
    }

    /** The gate decides whether it is required. */
    @Override
    public void evaluateTriggers(RequiredActionContext context) {}

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        LoginAnswer.give(context, Challenge::new);
    }

    @Override
    public void processAction(RequiredActionContext context) {
        LoginInProgress login = Gate.login(context);
        switch (new EnrolPage(context).choice()) {
            case SIGN_OUT -> context.challenge(new SignOut(login).perform());
            case LATER -> later(context, login);
            case TOTP -> choose(context, new SetUpActions(context.getRealm()).totp(ANY));
            case PASSKEY -> choose(context, passkey(context));
            case BACK -> choose(context, Optional.empty());
            case NONE -> goOn(context, login);
        }
    }

    @Override
    public void close() {}

    private static Optional<String> passkey(RequiredActionContext context) {
        EnforcedDecision decision = new LoginDecisions(Gate.login(context)).decide();
        return enrolment(decision).flatMap(found -> new SetUpActions(context.getRealm()).passkey(found.kinds()));
    }

    private void choose(RequiredActionContext context, Optional<String> setUp) {
        context.getAuthenticationSession().setAuthNote(CHOSEN, setUp.orElse(""));
        requiredActionChallenge(context);
    }

    private void later(RequiredActionContext context, LoginInProgress login) {
        EnforcedDecision decision = new LoginDecisions(login).decide();
        Optional<EnrolmentRequired> enrolment =
                enrolment(decision).filter(found -> found.deadline().isPresent());
        if (enrolment.isPresent()) {
            login.postpone();
            new EnrolRecords(login)
                    .write(
                            decision,
                            enrolment.get(),
                            Reason.MFA_PUT_OFF,
                            Map.of("policy_deadline", EnrolPage.instant(enrolment.get())));
            context.success();
        } else {
            requiredActionChallenge(context);
        }
    }

    /** A form of the set-up that runs inside, unless it may no longer be done from here. */
    private void goOn(RequiredActionContext context, LoginInProgress login) {
        EnforcedDecision decision = new LoginDecisions(login).decide();
        Optional<EnrolmentRequired> enrolment = enrolment(decision).filter(EnrolmentRequired::allowedHere);
        Optional<String> setUp = enrolment.flatMap(found -> chosen(context, found));
        if (enrolment.isEmpty() || setUp.isEmpty()) {
            requiredActionChallenge(context);
            return;
        }
        RequiredActionProvider stock = provider(context, setUp.get());
        stock.processAction(context);
        if (context.getStatus() == RequiredActionContext.Status.SUCCESS && Factors.isEnrolled(login.user())) {
            String factor = stock instanceof CredentialRegistrator registrator
                    ? registrator.getCredentialType(context.getSession(), login.model())
                    : "";
            login.evidence().rememberEnrolled(factor);
            login.user().removeRequiredAction(setUp.get());
            login.model().removeRequiredAction(setUp.get());
            new EnrolRecords(login)
                    .write(decision, enrolment.get(), Reason.MFA_ENROLLED, Map.of("policy_factor", factor));
        }
    }

    private static Optional<EnrolmentRequired> enrolment(EnforcedDecision decision) {
        return decision.isEnforced() && decision.decision() instanceof EnrolmentRequired enrolment
                ? Optional.of(enrolment)
                : Optional.empty();
    }

    /** Whether this set-up runs inside the enrolment of a login. */
    static boolean hasChosen(LoginInProgress login, String setUp) {
        return setUp.equals(login.model().getAuthNote(CHOSEN))
                && login.model().getRequiredActions().contains(RequiredActionRegistration.ENROLMENT);
    }

    /** The set-up that the user has chosen, if it is still one of those that this login offers. */
    private static Optional<String> chosen(RequiredActionContext context, EnrolmentRequired enrolment) {
        String chosen = context.getAuthenticationSession().getAuthNote(CHOSEN);
        return new SetUpActions(context.getRealm())
                .offered(enrolment.kinds())
                .filter(setUp -> setUp.equals(chosen))
                .findFirst();
    }

    private static RequiredActionProvider provider(RequiredActionContext context, String setUp) {
        return context.getSession().getProvider(RequiredActionProvider.class, setUp);
    }

    /** What the enrolment shows; a login that must start again goes on to the gate. */
    private static final class Challenge extends LoginAnswer {

        Challenge(RequiredActionContext context, EnforcedDecision decision) {
            super(context, decision);
        }

        @Override
        public Runnable reauthenticationRequired(AccessDecision.ReauthenticationRequired reauthentication) {
            return context()::success;
        }

        @Override
        public Runnable enrolmentRequired(EnrolmentRequired enrolment) {
            return () -> {
                login().once(
                                "demand",
                                () -> new EnrolRecords(login())
                                        .write(decision(), enrolment, Reason.MFA_ENROLMENT_DEMANDED, Map.of()));
                chosen(context(), enrolment)
                        .filter(setUp -> enrolment.allowedHere())
                        .ifPresentOrElse(
                                setUp -> new EnrolPage(context()).showSetUp(provider(context(), setUp)),
                                () -> new EnrolPage(context()).show(decision(), enrolment));
            };
        }
    }
}
