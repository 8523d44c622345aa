package dev.securitypolicies.decision;

import java.util.Optional;

/**
 * A role of the realm.
 *
 * @param id what tells it from every other role
 * @param clientId the client it belongs to; empty for a realm role
 * @param name its name
 * @param plumbing whether it is one of those that Keycloak gives to everybody, which do not count for R3
 */
public record Role(String id, Optional<String> clientId, String name, boolean plumbing) {

    /** How a policy names the role: its name, or `client-id.role`. */
    public String key() {
        return clientId.map(client -> client + "." + name).orElse(name);
    }
}
