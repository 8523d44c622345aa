package dev.securitypolicies.keycloak.step;

import dev.securitypolicies.keycloak.flow.PackSteps;
import java.util.List;
import org.keycloak.provider.ProviderConfigProperty;

/** "Condition - security policy requires a second factor" in the flow editor. */
public final class FactorConditionFactory extends ConditionFactory {

    /** As Keycloak creates it. */
    public FactorConditionFactory() {
        super(
                PackSteps.IF_FACTOR_REQUIRED,
                "Condition - security policy requires a second factor",
                new FactorCondition());
    }

    @Override
    public String getHelpText() {
        return "The subflow runs if the security policy requires a second factor of the user where they are, they have one, and have"
                + " not shown it in this login. Whoever has none is led to its set-up behind the flow.";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return List.of(property(
                PackSteps.ASK_OTHERS,
                ProviderConfigProperty.BOOLEAN_TYPE,
                "Ask others too",
                "The subflow runs for everybody except where the policy exempts them, for subflows that ask users for the factor they"
                        + " have."));
    }
}
