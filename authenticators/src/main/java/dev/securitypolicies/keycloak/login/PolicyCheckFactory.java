package dev.securitypolicies.keycloak.login;

import dev.securitypolicies.keycloak.flow.PackSteps;
import java.util.List;
import org.keycloak.Config;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;

/** "Security policy check" in the flow editor. */
public final class PolicyCheckFactory implements AuthenticatorFactory {

    private static final PolicyCheck CHECK = new PolicyCheck();

    @Override
    public String getId() {
        return PackSteps.CHECK;
    }

    @Override
    public String getDisplayType() {
        return "Security policy check";
    }

    @Override
    public String getHelpText() {
        return "Refuses a user who may not log in from where they are (R1 to R6) at this step, behind the one that says who they are."
                + " The policy is enforced at the end of every login anyway.";
    }

    @Override
    public String getReferenceCategory() {
        return PackSteps.CHECK;
    }

    @Override
    public Requirement[] getRequirementChoices() {
        return new Requirement[] {Requirement.REQUIRED, Requirement.DISABLED};
    }

    @Override
    public boolean isConfigurable() {
        return false;
    }

    @Override
    public boolean isUserSetupAllowed() {
        return false;
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return List.of();
    }

    @Override
    public Authenticator create(KeycloakSession session) {
        return CHECK;
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}
}
