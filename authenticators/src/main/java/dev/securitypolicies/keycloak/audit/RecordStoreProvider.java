package dev.securitypolicies.keycloak.audit;

import org.keycloak.provider.Provider;

/**
 * Hands the server's one record store to a request.
 *
 * @param store the store
 */
public record RecordStoreProvider(RecordStore store) implements Provider {

    @Override
    public void close() {}
}
