package dev.securitypolicies.keycloak.spi;

import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderEvent;

/**
 * A policy that was not in force before has been compiled, on whatever way it came into the realm.
 *
 * @param sessions the server's factory of sessions
 * @param realm the realm, as the current request sees it
 * @param recorded whether it is what was last audited
 */
public record PolicyCompiled(KeycloakSessionFactory sessions, RealmModel realm, boolean recorded)
        implements ProviderEvent {}
