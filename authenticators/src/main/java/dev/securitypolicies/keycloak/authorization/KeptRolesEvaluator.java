package dev.securitypolicies.keycloak.authorization;

import java.util.Map;
import java.util.Optional;
import org.keycloak.authorization.AuthorizationProvider;
import org.keycloak.authorization.Decision;
import org.keycloak.authorization.attribute.Attributes;
import org.keycloak.authorization.identity.Identity;
import org.keycloak.authorization.model.Policy;
import org.keycloak.authorization.permission.ResourcePermission;
import org.keycloak.authorization.policy.evaluation.EvaluationContext;
import org.keycloak.authorization.policy.evaluation.PolicyEvaluator;
import org.keycloak.models.KeycloakSession;

/**
 * Evaluates permissions for whoever presents a token as if they had the roles only that they may use from where the token comes
 * from and where it is presented (R15); nothing is permitted to somebody who may not come from there, whatever the permission goes by. Every way to a permission ends here: requesting party tokens, `response_mode=decision`
 * and `permissions`, and other protocols on top.
 */
final class KeptRolesEvaluator implements PolicyEvaluator {

    private final PolicyEvaluator stock;

    KeptRolesEvaluator(PolicyEvaluator stock) {
        this.stock = stock;
    }

    @Override
    @SuppressWarnings("rawtypes") // the parameter type is given by Keycloak
    public void evaluate(
            ResourcePermission permission,
            AuthorizationProvider authorization,
            EvaluationContext context,
            Decision decision,
            Map<Policy, Map<Object, Decision.Effect>> decisionCache) {
        Identity identity = context.getIdentity();
        KeycloakSession session = authorization.getKeycloakSession();
        Optional<Identity> kept = new KeptIdentity(session).of(identity);
        if (kept.isEmpty()) {
            decision.onComplete(permission); // and nothing was granted
            return;
        }
        stock.evaluate(permission, authorization, new KeptContext(context, kept.get()), decision, decisionCache);
    }

    /** The same request, by somebody with fewer roles. */
    private record KeptContext(EvaluationContext context, Identity identity) implements EvaluationContext {

        @Override
        public Identity getIdentity() {
            return identity;
        }

        @Override
        public Attributes getAttributes() {
            return context.getAttributes();
        }
    }
}
