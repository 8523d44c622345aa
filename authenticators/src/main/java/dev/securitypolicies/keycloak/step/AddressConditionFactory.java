package dev.securitypolicies.keycloak.step;

import dev.securitypolicies.keycloak.flow.PackSteps;
import java.util.List;
import org.keycloak.provider.ProviderConfigProperty;

/** "Condition - client address" in the flow editor. */
public final class AddressConditionFactory extends ConditionFactory {

    /** As Keycloak creates it. */
    public AddressConditionFactory() {
        super(PackSteps.IF_ADDRESS, "Condition - client address", new AddressCondition());
    }

    @Override
    public String getHelpText() {
        return "The subflow runs if the address of the login is in the list, as the security policies see it.";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return List.of(
                property(
                        PackSteps.ADDRESSES,
                        ProviderConfigProperty.TEXT_TYPE,
                        "Addresses",
                        "Addresses, networks and IP groups of the security policy, separated by commas or line breaks:"
                                + " 10.15.1.*, 203.0.113.0/24, 2001:db8::/32, @vpn. An entry that is not valid holds no address."),
                property(
                        PackSteps.NEGATE,
                        ProviderConfigProperty.BOOLEAN_TYPE,
                        "Negate",
                        "The subflow runs if the address is not in the list. An unknown address is in no list."));
    }
}
