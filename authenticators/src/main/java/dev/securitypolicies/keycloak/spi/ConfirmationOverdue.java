package dev.securitypolicies.keycloak.spi;

import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderEvent;

/**
 * A change was not confirmed in time. It counts no more; its attributes are still to be put back.
 *
 * @param sessions the server's factory of sessions
 * @param realmId the realm
 */
public record ConfirmationOverdue(KeycloakSessionFactory sessions, String realmId) implements ProviderEvent {}
