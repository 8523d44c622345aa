package dev.securitypolicies.keycloak.login;

import dev.securitypolicies.keycloak.flow.PackSteps;
import dev.securitypolicies.keycloak.flow.StepFactory;
import java.util.List;
import org.keycloak.authentication.Authenticator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.ProviderConfigProperty;

/** "Security policy check" in the flow editor. */
public final class PolicyCheckFactory extends StepFactory {

    private static final PolicyCheck CHECK = new PolicyCheck();

    /** As Keycloak creates it. */
    public PolicyCheckFactory() {
        super(PackSteps.CHECK, "Security policy check");
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
    public boolean isConfigurable() {
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
}
