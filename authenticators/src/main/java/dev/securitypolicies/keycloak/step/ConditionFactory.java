package dev.securitypolicies.keycloak.step;

import java.util.List;
import org.keycloak.Config;
import org.keycloak.authentication.authenticators.conditional.ConditionalAuthenticator;
import org.keycloak.authentication.authenticators.conditional.ConditionalAuthenticatorFactory;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;

/** What the pack's conditions have in common, as the flow editor of the console shows them. */
abstract class ConditionFactory implements ConditionalAuthenticatorFactory {

    private final String id;
    private final String name;
    private final ConditionalAuthenticator condition;

    ConditionFactory(String id, String name, ConditionalAuthenticator condition) {
        this.id = id;
        this.name = name;
        this.condition = condition;
    }

    static ProviderConfigProperty property(String name, String type, String label, String help) {
        return new ProviderConfigProperty(name, label, help, type, null);
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public String getDisplayType() {
        return name;
    }

    @Override
    public ConditionalAuthenticator getSingleton() {
        return condition;
    }

    @Override
    public boolean isConfigurable() {
        return true;
    }

    @Override
    public Requirement[] getRequirementChoices() {
        return new Requirement[] {Requirement.REQUIRED, Requirement.DISABLED};
    }

    @Override
    public boolean isUserSetupAllowed() {
        return false;
    }

    @Override
    public abstract List<ProviderConfigProperty> getConfigProperties();

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}
}
