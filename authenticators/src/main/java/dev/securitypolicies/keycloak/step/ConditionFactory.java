package dev.securitypolicies.keycloak.step;

import dev.securitypolicies.keycloak.flow.StepFactory;
import org.keycloak.authentication.authenticators.conditional.ConditionalAuthenticator;
import org.keycloak.authentication.authenticators.conditional.ConditionalAuthenticatorFactory;
import org.keycloak.provider.ProviderConfigProperty;

/** What the pack's conditions have in common, as the flow editor of the console shows them. */
abstract class ConditionFactory extends StepFactory implements ConditionalAuthenticatorFactory {

    private final ConditionalAuthenticator condition;

    ConditionFactory(String id, String name, ConditionalAuthenticator condition) {
        super(id, name);
        this.condition = condition;
    }

    static ProviderConfigProperty property(String name, String type, String label, String help) {
        return new ProviderConfigProperty(name, label, help, type, null);
    }

    @Override
    public ConditionalAuthenticator getSingleton() {
        return condition;
    }

    @Override
    public boolean isConfigurable() {
        return true;
    }
}
