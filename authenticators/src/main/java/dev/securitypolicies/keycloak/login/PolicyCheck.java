package dev.securitypolicies.keycloak.login;

import dev.securitypolicies.decision.EnforcedDecision;
import dev.securitypolicies.decision.Reason;
import dev.securitypolicies.keycloak.events.Door;
import dev.securitypolicies.keycloak.events.EnforcementPoint;
import dev.securitypolicies.keycloak.page.RefusalPage;
import dev.securitypolicies.keycloak.page.RefusalText;
import jakarta.ws.rs.core.Response;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
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
        LoginInProgress login = new LoginInProgress(
                context.getSession(), context.getRealm(), context.getUser(), context.getAuthenticationSession());
        EnforcedDecision decision = new LoginDecisions(login).decide();
        decision.enforcedRefusal()
                .filter(reason -> reason.kind() != Reason.Kind.FACTOR)
                .ifPresentOrElse(reason -> refuse(context, login, reason, decision), context::success);
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
        return true;
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
