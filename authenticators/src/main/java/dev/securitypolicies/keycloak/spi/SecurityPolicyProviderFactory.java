package dev.securitypolicies.keycloak.spi;

import org.keycloak.provider.ProviderFactory;

/** Creates a {@link SecurityPolicyProvider} for each request. */
public interface SecurityPolicyProviderFactory extends ProviderFactory<SecurityPolicyProvider> {}
