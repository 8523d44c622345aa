package dev.securitypolicies.decision;

import java.util.Optional;

/**
 * A role of the realm.
 *
 * @param id what tells it from every other role
 * @param clientId the client it belongs to; empty for a realm role
 * @param name its name
 * @param builtIn whether it is one of those that Keycloak gives to everybody, which do not count for R3
 */
public record Role(String id, Optional<String> clientId, String name, boolean builtIn) {

    /** A role of which only the name is known, as it stands in a token or in the configuration of a mapper. */
    public static Role named(Optional<String> clientId, String name) {
        return new Role(key(clientId, name), clientId, name, false);
    }

    /** How a policy names the role: its name, or `client-id.role`. */
    public String key() {
        return key(clientId, name);
    }

    private static String key(Optional<String> clientId, String name) {
        return clientId.map(client -> client + "." + name).orElse(name);
    }
}
