package dev.securitypolicies.keycloak.login;

import dev.securitypolicies.decision.Enforcement;
import dev.securitypolicies.decision.LoginTrait;
import dev.securitypolicies.decision.SecondFactor;
import dev.securitypolicies.keycloak.mfa.PendingActions;
import dev.securitypolicies.keycloak.mfa.SecondFactors;
import dev.securitypolicies.keycloak.spi.SecurityPolicyProvider;
import dev.securitypolicies.keycloak.subject.UserAttributes;
import dev.securitypolicies.policy.MfaPolicy;
import java.util.List;
import org.keycloak.models.UserModel;

/**
 * Keycloak's reset of credentials lets a new factor be set up as well, because the flow wants it or because an administrator has
 * asked for it. For a user who has a factor and needs it that would make a mailbox enough to get a second one beside it. So what
 * an administrator has asked for waits until the user has logged in with the factor that they have.
 */
final class SetUpByMail {

    private final LoginInProgress login;

    SetUpByMail(LoginInProgress login) {
        this.login = login;
    }

    /** Puts off what a reset link must not do, and takes up again what one has put off. */
    void putOff() {
        SecurityPolicyProvider policies = SecurityPolicyProvider.of(login.session());
        if (!login.traits().contains(LoginTrait.BY_RESET_LINK)) {
            takeUp(login.user());
        } else if (policies.enforcement(login.realm()) == Enforcement.ENFORCE) {
            MfaPolicy policy = policies.policy(login.realm()).policy().mfa();
            SecondFactor factor = new SecondFactors(login.session(), login.realm(), policy).of(login.user(), false);
            if (factor.requirement().isPresent() && factor.enrolled()) {
                PendingActions.SET_UP.forEach(login.model()::removeRequiredAction);
                putOff(login.user());
            }
        }
    }

    private static void putOff(UserModel user) {
        List<String> asked = user.getRequiredActionsStream()
                .filter(PendingActions.SET_UP::contains)
                .toList();
        asked.forEach(action -> {
            user.removeRequiredAction(action);
            UserAttributes.PUT_OFF_SET_UPS.add(user, action);
        });
    }

    private static void takeUp(UserModel user) {
        List<String> waiting = UserAttributes.PUT_OFF_SET_UPS.of(user);
        waiting.stream().filter(PendingActions.SET_UP::contains).forEach(user::addRequiredAction);
        if (!waiting.isEmpty()) {
            UserAttributes.PUT_OFF_SET_UPS.set(user, List.of());
        }
    }
}
