package dev.securitypolicies.keycloak.authorization;

import org.keycloak.authorization.AuthorizationProvider;
import org.keycloak.authorization.DefaultAuthorizationProviderFactory;
import org.keycloak.authorization.policy.evaluation.DefaultPolicyEvaluator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Puts {@link KeptRolesEvaluator} in the place of Keycloak's own evaluator, under the id of the stock factory. */
public final class PolicyAuthorizationProviderFactory extends DefaultAuthorizationProviderFactory {

    @Override
    public AuthorizationProvider create(KeycloakSession session, RealmModel realm) {
        return new AuthorizationProvider(session, realm, new KeptRolesEvaluator(new DefaultPolicyEvaluator()));
    }
}
