package dev.securitypolicies.keycloak.login;

import dev.securitypolicies.decision.Reason;
import dev.securitypolicies.keycloak.events.DecisionEvents;
import dev.securitypolicies.keycloak.events.Door;
import dev.securitypolicies.keycloak.login.LoginDecision.Enrol;
import dev.securitypolicies.keycloak.login.LoginDecision.Refuse;
import dev.securitypolicies.keycloak.mfa.EvidenceNotes;
import dev.securitypolicies.keycloak.mfa.Factors;
import dev.securitypolicies.keycloak.realm.RequiredActionRegistration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.authentication.CredentialRegistrator;
import org.keycloak.authentication.InitiatedActionSupport;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;

/**
 * The set-up of a demanded factor. Its page offers what the realm has, then Keycloak's own set-up of that factor runs inside
 * this action, so that no other page can come in between and nothing but the finished set-up lets the login go on.
 */
final class EnrolAction implements RequiredActionProvider {

    private static final String CHOSEN = "securityPolicy.chosenSetUp";

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
        LoginInProgress login = Gate.login(context);
        LoginDecision outcome = new LoginJudge(login).outcome();
        if (outcome instanceof Refuse refuse) {
            Gate.refuse(context, refuse.ruling(), refuse.reason());
        } else if (outcome instanceof Enrol enrol) {
            login.once("demand", () -> record(login, enrol, Reason.MFA_ENROLMENT_DEMANDED, Map.of()));
            chosen(context)
                    .filter(setUp -> enrol.allowedHere())
                    .ifPresentOrElse(
                            setUp -> setUp.requiredActionChallenge(context), () -> EnrolPage.show(context, enrol));
        } else {
            context.success();
        }
    }

    @Override
    public void processAction(RequiredActionContext context) {
        LoginInProgress login = Gate.login(context);
        LoginDecision outcome = new LoginJudge(login).outcome();
        switch (EnrolPage.choice(context)) {
            case SIGN_OUT -> context.challenge(SignOut.of(login));
            case LATER -> later(context, login, outcome);
            case TOTP -> choose(context, SetUpActions.totp(context.getRealm()));
            case PASSKEY -> choose(context, SetUpActions.passkey(context.getRealm()));
            case NONE -> goOn(context, login, outcome);
        }
    }

    @Override
    public void close() {}

    private void choose(RequiredActionContext context, List<String> setUps) {
        setUps.stream()
                .findFirst()
                .ifPresent(setUp -> context.getAuthenticationSession().setAuthNote(CHOSEN, setUp));
        requiredActionChallenge(context);
    }

    private void later(RequiredActionContext context, LoginInProgress login, LoginDecision outcome) {
        if (outcome instanceof Enrol enrol && enrol.deadline().isPresent()) {
            login.putOff();
            record(login, enrol, Reason.MFA_PUT_OFF, Map.of("policy_deadline", EnrolPage.instant(enrol)));
            context.success();
        } else {
            requiredActionChallenge(context);
        }
    }

    /** A form of the set-up that runs inside, unless it may no longer be done from here. */
    private void goOn(RequiredActionContext context, LoginInProgress login, LoginDecision outcome) {
        Optional<RequiredActionProvider> setUp = chosen(context);
        if (setUp.isEmpty() || !(outcome instanceof Enrol enrol) || !enrol.allowedHere()) {
            requiredActionChallenge(context);
            return;
        }
        setUp.get().processAction(context);
        if (context.getStatus() == RequiredActionContext.Status.SUCCESS && Factors.isEnrolled(login.user())) {
            String factor = setUp.get() instanceof CredentialRegistrator registrator
                    ? registrator.getCredentialType(context.getSession(), login.model())
                    : "";
            EvidenceNotes.enrolled(login.model(), factor);
            login.user().removeRequiredAction(login.model().getAuthNote(CHOSEN));
            login.model().removeRequiredAction(login.model().getAuthNote(CHOSEN));
            record(login, enrol, Reason.MFA_ENROLLED, Map.of("policy_factor", factor));
        }
    }

    /** Whether this set-up runs inside the enrolment of a login. */
    static boolean hasChosen(LoginInProgress login, String setUp) {
        return setUp.equals(login.model().getAuthNote(CHOSEN))
                && login.model().getRequiredActions().contains(RequiredActionRegistration.ENROLMENT);
    }

    private static Optional<RequiredActionProvider> chosen(RequiredActionContext context) {
        return Optional.ofNullable(context.getAuthenticationSession().getAuthNote(CHOSEN))
                .map(id -> context.getSession().getProvider(RequiredActionProvider.class, id));
    }

    private static void record(LoginInProgress login, Enrol enrol, Reason reason, Map<String, String> more) {
        Map<String, String> details = new HashMap<>(more);
        details.put("policy_demand", enrol.demand().code());
        new DecisionEvents(login.session())
                .notice(LoginContext.at(Door.ENROLMENT, login), enrol.ruling(), reason, details);
    }
}
