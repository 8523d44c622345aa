package dev.securitypolicies.keycloak.provenance;

import dev.securitypolicies.keycloak.compat.StockMappers;
import dev.securitypolicies.keycloak.compat.TokenTypes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperContainerModel;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.AccessToken.Access;

/** The roles that a token shows, by the keys that a policy knows them by. */
public final class ShownRoles {

    private ShownRoles() {}

    /** The keys; empty for a lightweight token, of which nobody knows what it leaves out. */
    static Optional<Set<String>> of(KeycloakSession session, AccessToken token) {
        return isLightweight(session, token) ? Optional.empty() : Optional.of(keys(token));
    }

    /** The keys of a token that says nothing of itself: without the names that its client's mappers may have made. */
    static Set<String> certain(KeycloakSession session, AccessToken token) {
        Set<String> keys = isLightweight(session, token) ? new HashSet<>() : keys(token);
        ClientModel client = token.getIssuedFor() == null
                ? null
                : session.getContext().getRealm().getClientByClientId(token.getIssuedFor());
        if (client != null) {
            keys.removeAll(renames(client).values());
        }
        return keys;
    }

    /** Whether a token is one that is not meant to show what its user may do. */
    public static boolean isLightweight(KeycloakSession session, AccessToken token) {
        return TokenTypes.isLightweight(session, token);
    }

    /** What stands in the token. */
    public static Set<String> keys(AccessToken token) {
        Set<String> keys = new HashSet<>();
        add(keys, "", token.getRealmAccess());
        token.getResourceAccess().forEach((client, access) -> add(keys, client + ".", access));
        return keys;
    }

    /** The keys that only mappers of the client make its tokens show: of roles that they add, and new names. */
    public static Set<String> mapped(ClientModel client) {
        Set<String> keys = new HashSet<>(renames(client).values());
        mappers(client, StockMappers.ADDS_ROLE)
                .forEach(config -> keys.add(config.getOrDefault(StockMappers.ADDS_ROLE_SETTING, "")));
        return keys;
    }

    /** What mappers of the client put before the names of roles. */
    public static Set<String> prefixes(ClientModel client) {
        Set<String> prefixes = new HashSet<>();
        StockMappers.PREFIXES.forEach((type, setting) -> mappers(client, type)
                .map(config -> config.getOrDefault(setting, ""))
                .filter(prefix -> !prefix.isEmpty())
                .forEach(prefixes::add));
        return prefixes;
    }

    /** The configurations of the client's mappers of a type, those of its scopes included. */
    private static Stream<Map<String, String>> mappers(ClientModel client, String type) {
        Stream<ProtocolMapperContainerModel> scopes = Stream.concat(
                client.getClientScopes(true).values().stream(), client.getClientScopes(false).values().stream());
        return Stream.concat(Stream.of(client), scopes)
                .flatMap(ProtocolMapperContainerModel::getProtocolMappersStream)
                .filter(mapper -> type.equals(mapper.getProtocolMapper()))
                .map(ProtocolMapperModel::getConfig);
    }

    /** From the key of each role that a mapper of the client renames to the key that its tokens show. */
    public static Map<String, String> renames(ClientModel client) {
        Map<String, String> renames = new HashMap<>();
        mappers(client, StockMappers.ROLE_NAME)
                .filter(config ->
                        config.containsKey(StockMappers.RENAMED_ROLE) && config.containsKey(StockMappers.NEW_ROLE_NAME))
                .forEach(config ->
                        renames.put(config.get(StockMappers.RENAMED_ROLE), config.get(StockMappers.NEW_ROLE_NAME)));
        return renames;
    }

    private static void add(Set<String> keys, String prefix, @Nullable Access access) {
        if (access != null && access.getRoles() != null) {
            access.getRoles().forEach(role -> keys.add(prefix + role));
        }
    }
}
