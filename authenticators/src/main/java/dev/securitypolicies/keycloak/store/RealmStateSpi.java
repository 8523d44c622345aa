package dev.securitypolicies.keycloak.store;

import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.provider.Spi;

/** Makes the type of the component known in which the pack remembers the last audited policy. */
public final class RealmStateSpi implements Spi {

    @Override
    public boolean isInternal() {
        return true;
    }

    @Override
    public String getName() {
        return "security-policy-memory";
    }

    @Override
    public Class<? extends Provider> getProviderClass() {
        return RealmStateComponent.class;
    }

    @Override
    @SuppressWarnings("rawtypes") // the return type is given by Keycloak
    public Class<? extends ProviderFactory> getProviderFactoryClass() {
        return RealmStateComponentFactory.class;
    }
}
