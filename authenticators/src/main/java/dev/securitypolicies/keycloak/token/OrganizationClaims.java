package dev.securitypolicies.keycloak.token;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.securitypolicies.keycloak.address.TokenRequest;
import dev.securitypolicies.keycloak.issue.IssueDecision;
import dev.securitypolicies.keycloak.issue.WithheldOrganizations;
import dev.securitypolicies.policy.Setting;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.JsonWebToken;

/** Takes withheld organizations (R17) out of the claims that name them, with their groups and the roles held through those. */
final class OrganizationClaims {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Set<String> withheld;

    /** Leaves out the organizations of these aliases. */
    OrganizationClaims(Set<String> withheld) {
        this.withheld = withheld;
    }

    /** Those of what is being issued, or looked at. */
    static OrganizationClaims of(KeycloakSession session, ClientSessionContext context) {
        IssueDecision decision =
                IssueDecision.of(session, context.getClientSession(), new TokenRequest(session).grantType(context));
        return new OrganizationClaims(
                new WithheldOrganizations(session, context.getClientSession().getUserSession()).by(decision));
    }

    boolean isEmpty() {
        return withheld.isEmpty();
    }

    /** The part of a scope parameter that asks for a withheld organization. */
    boolean isNamedBy(@Nullable String scope) {
        return scope != null && withheld.stream().anyMatch(alias -> scope.endsWith(":" + alias));
    }

    boolean contain(Object alias) {
        return withheld.contains(String.valueOf(alias));
    }

    /**
     * Prunes one claim, of withheld organizations and of what any organization asks of its members: that stands among its attributes, and is nobody's
     * business but theirs who may see it there.
     *
     * @param path the names from the token down to the claim
     */
    void prune(JsonWebToken token, List<String> path) {
        if (!path.isEmpty()) {
            prune(token.getOtherClaims(), path);
        }
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
