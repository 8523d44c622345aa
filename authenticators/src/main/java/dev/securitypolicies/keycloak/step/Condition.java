package dev.securitypolicies.keycloak.step;

import java.util.Map;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.conditional.ConditionalAuthenticator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** A condition asks nobody for anything. */
abstract class Condition implements ConditionalAuthenticator {

    /** What an admin has set in the flow editor; nothing where nobody has. */
    static Map<String, String> settings(AuthenticationFlowContext context) {
        return context.getAuthenticatorConfig() == null
                        || context.getAuthenticatorConfig().getConfig() == null
                ? Map.of()
                : context.getAuthenticatorConfig().getConfig();
    }

    @Override
    public void action(AuthenticationFlowContext context) {}

    @Override
    public void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {}

    @Override
    public void close() {}
}
