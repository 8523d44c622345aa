package dev.securitypolicies.keycloak.events;

import org.keycloak.provider.Provider;

/**
 * Hands the server's one record store to a request.
 *
 * @param store the store
 */
public record DecisionEventStoreProvider(DecisionEventStore store) implements Provider {

    @Override
    public void close() {}
}
