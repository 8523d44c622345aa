package dev.securitypolicies.keycloak.provenance;

import dev.securitypolicies.keycloak.compat.StockMappers;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.ProtocolMapperContainerModel;
import org.keycloak.models.ProtocolMapperModel;

/** What the protocol mappers of a client, those of its scopes included, do to the roles that its tokens show. */
public final class ClientMappers {

    private final ClientModel client;

    /** The mappers of a client. */
    public ClientMappers(ClientModel client) {
        this.client = client;
    }

    /** The keys that only mappers make its tokens show: of roles that they add, and new names. */
    public Set<String> mapped() {
        Set<String> keys = new HashSet<>(renames().values());
        configurations(StockMappers.ADDS_ROLE)
                .forEach(config -> keys.add(config.getOrDefault(StockMappers.ADDS_ROLE_SETTING, "")));
        return keys;
    }

    /** What they put before the names of roles. */
    public Set<String> prefixes() {
        Set<String> prefixes = new HashSet<>();
        StockMappers.PREFIXES.forEach((type, setting) -> configurations(type)
                .map(config -> config.getOrDefault(setting, ""))
                .filter(prefix -> !prefix.isEmpty())
                .forEach(prefixes::add));
        return prefixes;
    }

    /** From the key of each role that they rename to the key that its tokens show. */
    public Map<String, String> renames() {
        Map<String, String> renames = new HashMap<>();
        configurations(StockMappers.ROLE_NAME)
                .filter(config ->
                        config.containsKey(StockMappers.RENAMED_ROLE) && config.containsKey(StockMappers.NEW_ROLE_NAME))
                .forEach(config ->
                        renames.put(config.get(StockMappers.RENAMED_ROLE), config.get(StockMappers.NEW_ROLE_NAME)));
        return renames;
    }

    /** The settings of those that name the user's organizations. */
    public Stream<Map<String, String>> ofOrganizations() {
        return configurations(StockMappers.ORGANIZATIONS);
    }

    /** The names of its scopes that name organizations: what stands behind the colon of such a one is an alias. */
    public Set<String> scopesOfOrganizations() {
        return Stream.of(true, false)
                .flatMap(byDefault -> client.getClientScopes(byDefault).values().stream())
                .filter(scope -> scope.getProtocolMappersStream()
                        .anyMatch(mapper -> StockMappers.ORGANIZATIONS.equals(mapper.getProtocolMapper())))
                .map(ClientScopeModel::getName)
                .collect(Collectors.toSet());
    }

    private Stream<Map<String, String>> configurations(String type) {
        Stream<ProtocolMapperContainerModel> scopes = Stream.concat(
                client.getClientScopes(true).values().stream(), client.getClientScopes(false).values().stream());
        return Stream.concat(Stream.of(client), scopes)
                .flatMap(ProtocolMapperContainerModel::getProtocolMappersStream)
                .filter(mapper -> type.equals(mapper.getProtocolMapper()))
                .map(ProtocolMapperModel::getConfig);
    }
}
