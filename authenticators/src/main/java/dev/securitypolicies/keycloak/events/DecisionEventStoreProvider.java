package dev.securitypolicies.keycloak.events;

import org.keycloak.provider.Provider;

/**
 * Hands the server's one record store to a request, and its records of logins.
 *
 * @param store the store
 * @param logins where a realm stores no logins itself
 */
public record DecisionEventStoreProvider(DecisionEventStore store, LoginRecords logins) implements Provider {

    @Override
    public void close() {}
}
