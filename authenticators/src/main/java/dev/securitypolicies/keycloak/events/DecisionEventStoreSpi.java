package dev.securitypolicies.keycloak.events;

import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.provider.Spi;

/** Makes the record store known, with its server option `--spi-security-policy-records--default--window-seconds`. */
public final class DecisionEventStoreSpi implements Spi {

    @Override
    public boolean isInternal() {
        return true;
    }

    @Override
    public String getName() {
        return "security-policy-records";
    }

    @Override
    public Class<? extends Provider> getProviderClass() {
        return DecisionEventStoreProvider.class;
    }

    @Override
    @SuppressWarnings("rawtypes") // the return type is given by Keycloak
    public Class<? extends ProviderFactory> getProviderFactoryClass() {
        return DecisionEventStoreFactory.class;
    }
}
