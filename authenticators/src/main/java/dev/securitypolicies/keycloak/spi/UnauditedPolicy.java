package dev.securitypolicies.keycloak.spi;

import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderEvent;

/**
 * A realm has a policy that is not the one that was last audited, on whatever way it came there. A change that is under way looks the same until it is committed.
 *
 * @param sessions the server's factory of sessions
 * @param realmId the id of the realm
 */
public record UnauditedPolicy(KeycloakSessionFactory sessions, String realmId) implements ProviderEvent {}
