package dev.securitypolicies.keycloak.issue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.securitypolicies.keycloak.address.TokenRequest;
import dev.securitypolicies.keycloak.compat.StockMappers;
import dev.securitypolicies.keycloak.provenance.ClientMappers;
import dev.securitypolicies.policy.Setting;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.JsonWebToken;
import org.keycloak.utils.JsonUtils;

/** Takes withheld organizations (R17) out of the claims that name them, with their groups and the roles held through those. */
public final class OrganizationClaims {

    private static final String CLAIM_NAME = StockMappers.CLAIM_NAME;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Set<String> withheld;

    /** Leaves out the organizations of these aliases. */
    public OrganizationClaims(Set<String> withheld) {
        this.withheld = withheld;
    }

    /** Those of what is being issued, or looked at. */
    public static OrganizationClaims of(KeycloakSession session, ClientSessionContext context) {
        IssueDecision decision =
                IssueDecision.of(session, context.getClientSession(), new TokenRequest(session).grantType(context));
        return new OrganizationClaims(
                new WithheldOrganizations(session, context.getClientSession().getUserSession()).by(decision));
    }

    /** Whether none is withheld. */
    public boolean isEmpty() {
        return withheld.isEmpty();
    }

    /** Whether this part of a scope parameter asks for a withheld organization. */
    public boolean isNamedBy(@Nullable String scope) {
        return scope != null && withheld.stream().anyMatch(alias -> scope.endsWith(":" + alias));
    }

    /** Whether this one is. */
    public boolean contain(Object alias) {
        return withheld.contains(String.valueOf(alias));
    }

    /**
     * Prunes one claim, of withheld organizations and of what any organization asks of its members: that stands among its attributes, and is nobody's
     * business but theirs who may see it there.
     *
     * @param path the names from the token down to the claim
     */
    public void prune(JsonWebToken token, List<String> path) {
        if (!path.isEmpty()) {
            prune(token.getOtherClaims(), path);
        }
    }

    /** Prunes every claim in which the mappers of a client name organizations, and the scope by which one was asked for. */
    public void pruneAll(AccessToken token, ClientModel client) {
        if (!withheld.isEmpty()) {
            new ClientMappers(client)
                    .ofOrganizations()
                    .map(OrganizationClaims::path)
                    .forEach(path -> prune(token, path));
            token.setScope(without(token.getScope(), client));
        }
    }

    /** A scope parameter without the parts by which the client asks for withheld organizations; a scope of another kind may end like one. */
    public @Nullable String without(@Nullable String scope, @Nullable ClientModel client) {
        if (scope == null || withheld.isEmpty()) {
            return scope;
        }
        Set<String> names = client == null ? Set.of() : new ClientMappers(client).scopesOfOrganizations();
        return Stream.of(scope.split(" ", -1))
                .filter(part -> !isNamedBy(part)
                        || !(client == null || names.contains(part.substring(0, part.lastIndexOf(':')))))
                .collect(Collectors.joining(" "));
    }

    /** From the token down to the claim that a mapper with these settings writes. */
    public static List<String> path(Map<String, String> config) {
        return JsonUtils.splitClaimPath(config.getOrDefault(CLAIM_NAME, OAuth2Constants.ORGANIZATION));
    }

    private void prune(Map<String, Object> claims, List<String> path) {
        String name = path.get(0);
        Object claim = claims.get(name);
        if (claim == null) {
            return;
        }
        Object pruned =
                path.size() > 1 ? prunedInside(plain(claim), path.subList(1, path.size())) : pruned(plain(claim));
        if (saysNothing(pruned)) {
            claims.remove(name);
        } else {
            claims.put(name, pruned);
        }
    }

    /** A mapper may have put JSON there, or what cannot be changed, or what is another token's as well. */
    private static Object plain(Object claim) {
        return JSON.convertValue(claim, Object.class);
    }

    private Object prunedInside(Object claim, List<String> path) {
        if (claim instanceof Map<?, ?> nested) {
            Map<String, Object> copy = named(nested);
            prune(copy, path);
            return copy;
        }
        return claim;
    }

    private @Nullable Object pruned(Object claim) {
        if (claim instanceof Map<?, ?> byAlias) {
            Map<String, Object> kept = named(byAlias);
            kept.keySet().removeIf(this::contain);
            kept.replaceAll((alias, attributes) -> withoutSettings(attributes));
            return kept;
        }
        if (claim instanceof Collection<?> aliases) {
            return aliases.stream().filter(alias -> !contain(alias)).toList();
        }
        return contain(claim) ? null : claim;
    }

    private static Object withoutSettings(Object attributes) {
        if (attributes instanceof Map<?, ?> named) {
            Map<String, Object> left = named(named);
            left.keySet().removeIf(Setting::looksLikeOurs);
            return left;
        }
        return attributes;
    }

    private static Map<String, Object> named(Map<?, ?> map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), value));
        return copy;
    }

    private static boolean saysNothing(@Nullable Object claim) {
        return claim == null
                || (claim instanceof Map<?, ?> map && map.isEmpty())
                || (claim instanceof Collection<?> list && list.isEmpty());
    }
}
