package dev.securitypolicies.keycloak.store;

import org.keycloak.provider.Provider;

/**
 * The type of the components in which a realm's memory lives: saving a realm with the stock API drops every attribute it is not
 * sent, and leaves components alone. Its name is stored in each of them, so it stays where it is.
 */
public final class RealmStateComponent implements Provider {

    /** The type of the components. */
    public static final String TYPE = RealmStateComponent.class.getName();

    static final String ID = "last-audited-policy";

    @Override
    public void close() {}
}
