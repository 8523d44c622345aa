package dev.securitypolicies.keycloak.spi;

import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.provider.Spi;

/** Makes `security-policy` known to Keycloak, with its server options `--spi-security-policy--default--…`. */
public final class SecurityPolicySpi implements Spi {

    static final String NAME = "security-policy";

    @Override
    public boolean isInternal() {
        return false;
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public Class<? extends Provider> getProviderClass() {
        return SecurityPolicyProvider.class;
    }

    @Override
    @SuppressWarnings("rawtypes") // the return type is given by Keycloak
    public Class<? extends ProviderFactory> getProviderFactoryClass() {
        return SecurityPolicyProviderFactory.class;
    }
}
