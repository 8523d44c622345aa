package dev.securitypolicies.keycloak.login;

import dev.securitypolicies.decision.AccessRequest;
import dev.securitypolicies.decision.AccessRule;
import dev.securitypolicies.decision.EnforcedDecision;
import dev.securitypolicies.decision.LoginKind;
import dev.securitypolicies.decision.PolicyAddress;
import dev.securitypolicies.decision.Reason;
import dev.securitypolicies.decision.SecondFactor;
import dev.securitypolicies.decision.Step;
import dev.securitypolicies.keycloak.events.Door;
import dev.securitypolicies.keycloak.events.EnforcementPoint;
import dev.securitypolicies.keycloak.page.RefusalPage;
import dev.securitypolicies.keycloak.page.RefusalText;
import dev.securitypolicies.keycloak.provenance.ClientPins;
import dev.securitypolicies.keycloak.spi.SecurityPolicyProvider;
import dev.securitypolicies.keycloak.subject.Subjects;
import dev.securitypolicies.policy.SecurityPolicy;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.Set;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Decides R1 to R6 in the middle of a flow, before a factor is asked for or a message sent. The gate decides again at its end, and is
 * what nobody can leave out.
 */
final class PolicyCheck implements Authenticator {

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        if (context.getUser() == null) {
            context.success(); // an unknown name must look like a known one, and the gate decides
            return;
        }
        LoginInProgress login = new LoginInProgress(
                context.getSession(), context.getRealm(), context.getUser(), context.getAuthenticationSession());
        EnforcedDecision decision = decide(login);
        decision.enforcedRefusal()
                .ifPresentOrElse(reason -> refuse(context, login, reason, decision), context::success);
    }

    /** No factor is asked for here, and no grace begins. How somebody logs in is known once they have shown a credential of the realm. */
    private static EnforcedDecision decide(LoginInProgress login) {
        SecurityPolicyProvider policies = SecurityPolicyProvider.of(login.session());
        SecurityPolicy policy = policies.policy(login.realm()).policy();
        PolicyAddress address = PolicyAddress.of(policies.clientAddress());
        LoginKind kind = login.evidence().showsLocalCredential() ? LoginKind.LOCAL : LoginKind.BROKERED;
        AccessRequest request = new AccessRequest(
                policy,
                new Subjects(login.session(), login.realm(), policy).of(login.user()),
                () -> SecondFactor.NOT_REQUIRED,
                address,
                new Step.Login(
                        kind,
                        login.evidence().mfa(),
                        Set.of(),
                        Set.of(),
                        login.isDirectGrant()
                                ? new ClientPins(login.session(), login.realm())
                                        .of(login.model().getClient())
                                : Optional.empty(),
                        login.organizations()),
                Time.currentTimeMillis() / 1_000);
        return new EnforcedDecision(AccessRule.decide(request), address, policies.enforcement(login.realm()));
    }

    /** The same tab goes on as soon as the user has moved to a permitted network. */
    private static void refuse(
            AuthenticationFlowContext context, LoginInProgress login, Reason reason, EnforcedDecision decision) {
        new EnforcementPoint(context.getSession()).refused(login.context(Door.STEP), decision);
        context.forceChallenge(answer(login, reason, decision));
    }

    private static Response answer(LoginInProgress login, Reason reason, EnforcedDecision decision) {
        return login.isDirectGrant()
                ? RefusalText.badGrant(reason)
                : new RefusalPage(login.session()).response(login.model(), reason, decision);
    }

    @Override
    public boolean requiresUser() {
        return false;
    }

    @Override
    public boolean configuredFor(KeycloakSession session, RealmModel realm, UserModel user) {
        return true;
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        authenticate(context);
    }

    @Override
    public void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {}

    @Override
    public void close() {}
}
