package dev.securitypolicies.keycloak.authorization;

import dev.securitypolicies.decision.EnforcedDecision;
import dev.securitypolicies.decision.Step;
import dev.securitypolicies.keycloak.events.DecisionContext;
import dev.securitypolicies.keycloak.events.Door;
import dev.securitypolicies.keycloak.events.EnforcementPoint;
import dev.securitypolicies.keycloak.issue.KeptRoles;
import dev.securitypolicies.keycloak.provenance.TokenUsers;
import dev.securitypolicies.keycloak.spi.SecurityPolicyProvider;
import java.util.Optional;
import org.keycloak.events.EventType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.representations.AccessToken;

/**
 * Records why permissions are missing (R12): Keycloak itself answers only that they are, since whoever holds no role that counts is
 * permitted nothing.
 */
final class PermissionRecords {

    private final KeycloakSession session;
    private final RealmModel realm;

    PermissionRecords(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    void write(AccessToken token, KeptRoles kept) {
        new TokenUsers(session, realm).of(token).ifPresent(user -> write(token, kept, user));
    }

    private void write(AccessToken token, KeptRoles kept, UserModel user) {
        SecurityPolicyProvider policies = SecurityPolicyProvider.of(session);
        EnforcementPoint point = new EnforcementPoint(session);
        Optional<String> sessionId = Optional.ofNullable(token.getSessionId());
        DecisionContext context = new DecisionContext(
                Door.TOKEN,
                realm,
                Optional.of(user),
                Optional.ofNullable(session.getContext().getClient()).map(ClientModel::getClientId),
                sessionId,
                Optional.empty(),
                EventType.PERMISSION_TOKEN_ERROR);
        if (kept.refusal().isPresent()) {
            point.enforce(
                    context,
                    EnforcedDecision.refusing(kept.refusal().get(), kept.address(), policies.enforcement(realm)));
            return;
        }
        EnforcedDecision decision = policies.decide(realm, user, kept.address(), new Step.Look());
        new TokenUsers(session, realm)
                .session(sessionId)
                .ifPresent(userSession -> point.withheld(context, decision, userSession));
    }
}
