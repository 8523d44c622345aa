package dev.securitypolicies.keycloak.login;

import dev.securitypolicies.decision.PolicyAddress;
import dev.securitypolicies.decision.Reason;
import dev.securitypolicies.decision.Ruling;
import dev.securitypolicies.keycloak.address.SessionAddress;
import dev.securitypolicies.keycloak.address.TokenRequest;
import dev.securitypolicies.keycloak.audit.Circumstances;
import dev.securitypolicies.keycloak.audit.DecisionMetrics;
import dev.securitypolicies.keycloak.audit.Door;
import dev.securitypolicies.keycloak.audit.Records;
import dev.securitypolicies.keycloak.page.RefusalPage;
import dev.securitypolicies.keycloak.spi.SecurityPolicyProvider;
import java.util.Optional;
import org.keycloak.authentication.InitiatedActionSupport;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.events.EventType;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The gate that every interactive login passes, by password, SSO cookie or broker, for OIDC and SAML: a required action that
 * a refused login can never complete. It is a user interface and not the proof: the token door decides on its own.
 */
final class Gate implements RequiredActionProvider {

    /** With NOT_SUPPORTED, `kc_action` with the gate's id would make Keycloak skip the gate and log in. */
    @Override
    public InitiatedActionSupport initiatedActionSupport() {
        return InitiatedActionSupport.SUPPORTED;
    }

    /** May not answer by itself: it can only make the action required for this login, or lift it again. */
    @Override
    public void evaluateTriggers(RequiredActionContext context) {
        if (isDirectGrant(context)) {
            return; // the token door answers with the right error of the grant
        }
        Ruling ruling = rule(context);
        AuthenticationSessionModel login = context.getAuthenticationSession();
        if (ruling.enforcedRefusal().isPresent()) {
            login.addRequiredAction(GateFactory.ID);
        } else {
            login.removeRequiredAction(GateFactory.ID);
            DecisionMetrics.allowed(Door.GATE);
        }
    }

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        answer(context);
    }

    @Override
    public void processAction(RequiredActionContext context) {
        answer(context);
    }

    @Override
    public void close() {}

    /** Decides anew, so that the same tab goes on as soon as the user has moved to a permitted network. */
    private static void answer(RequiredActionContext context) {
        Ruling ruling = rule(context);
        Optional<Reason> refusal = ruling.enforcedRefusal();
        if (refusal.isEmpty()) {
            context.success();
            return;
        }
        new Records(context.getSession()).refused(circumstances(context), ruling, refusal.get());
        context.challenge(
                RefusalPage.response(context.getSession(), context.getAuthenticationSession(), refusal.get(), ruling));
    }

    private static Ruling rule(RequiredActionContext context) {
        SecurityPolicyProvider policies = SecurityPolicyProvider.of(context.getSession());
        SessionAddress.rememberBrowser(context.getAuthenticationSession(), policies.clientAddress());
        return policies.rule(context.getRealm(), context.getUser(), PolicyAddress.of(policies.clientAddress()));
    }

    private static boolean isDirectGrant(RequiredActionContext context) {
        return TokenRequest.grantType(context.getSession()).isPresent();
    }

    private static Circumstances circumstances(RequiredActionContext context) {
        AuthenticationSessionModel login = context.getAuthenticationSession();
        return Circumstances.of(
                Door.GATE,
                context.getRealm(),
                context.getUser(),
                login.getClient(),
                login.getParentSession().getId(),
                EventType.LOGIN_ERROR);
    }
}
