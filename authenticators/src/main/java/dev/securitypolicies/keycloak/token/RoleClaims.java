package dev.securitypolicies.keycloak.token;

import dev.securitypolicies.decision.EnforcedDecision;
import dev.securitypolicies.decision.Role;
import dev.securitypolicies.keycloak.spi.SecurityPolicyProvider;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.endpoints.TokenIntrospectionEndpoint;
import org.keycloak.protocol.oidc.endpoints.UserInfoEndpoint;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.AccessToken.Access;
import org.keycloak.utils.RoleResolveUtil;

/**
 * Takes withheld roles out of the roles that Keycloak has resolved for a client. All stock mappers read that one cache, so
 * that every claim of every token agrees. It is done once per request, before the first mapper reads or renames a role.
 */
final class RoleClaims {

    private static final String MEMORY = "securityPolicy.roleClaims:";

    private final KeycloakSession session;
    private final ClientSessionContext context;
    /** Empty for tokens of which nobody remembers for which address they were issued. */
    private final Optional<EnforcedDecision> ruling;

    private RoleClaims(KeycloakSession session, ClientSessionContext context, Optional<EnforcedDecision> ruling) {
        this.session = session;
        this.context = context;
        this.ruling = ruling;
    }

    /** The claims of the current request: pruned when they are first asked for, and the same ones ever after. */
    static RoleClaims of(KeycloakSession session, ClientSessionContext context) {
        String key = MEMORY + TokenDecisions.key(context);
        RoleClaims claims = session.getAttribute(key, RoleClaims.class);
        if (claims == null) {
            Optional<EnforcedDecision> ruling = looksAtIssuedToken(session)
                    ? TokenDecisions.recalled(session, context)
                    : Optional.of(TokenDecisions.issued(session, context));
            claims = new RoleClaims(session, context, ruling);
            session.setAttribute(key, claims);
            claims.prune();
        }
        return claims;
    }

    /** Userinfo and introspection show what the address of the decision at issue leaves under today's policy. */
    private static boolean looksAtIssuedToken(KeycloakSession session) {
        return session.getContext().getUri().getMatchedResources().stream()
                .anyMatch(resource ->
                        resource instanceof UserInfoEndpoint || resource instanceof TokenIntrospectionEndpoint);
    }

    /** Takes away a role that a mapper has just added, unless the address may have it. */
    void judgeAdded(Role role) {
        boolean kept = ruling.map(known -> known.enforcedRefusal().isEmpty()
                        && SecurityPolicyProvider.of(session)
                                .keepsAddedRole(context.getClientSession().getRealm(), role, known.address()))
                .orElseGet(() -> RoleAccess.has(PresentedToken.of(session), role));
        if (!kept) {
            remove(role);
        }
    }

    /** Takes withheld roles out of `realm_access` and `resource_access` wherever they stand inside a claim. */
    void pruneNested(Map<String, Object> claims) {
        for (Object value : claims.values()) {
            if (value instanceof Map<?, ?> nested) {
                pruneAccess(nested);
            }
        }
    }

    @SuppressWarnings("unchecked") // a claim that is an object has names as its keys
    private void pruneAccess(Map<?, ?> claim) {
        if (claim.get(AccessToken.REALM_ACCESS) instanceof Map<?, ?> realmAccess) {
            pruneNames(realmAccess.get(AccessToken.ROLES), Optional.empty());
        }
        if (claim.get(AccessToken.RESOURCE_ACCESS) instanceof Map<?, ?> resourceAccess) {
            resourceAccess.forEach((client, access) -> {
                if (access instanceof Map<?, ?> roles) {
                    pruneNames(roles.get(AccessToken.ROLES), Optional.of(String.valueOf(client)));
                }
            });
        }
        pruneNested((Map<String, Object>) claim);
    }

    private void pruneNames(@Nullable Object names, Optional<String> clientId) {
        if (!(names instanceof Collection<?> roles)) {
            return;
        }
        if (ruling.isEmpty() || ruling.get().enforcedRefusal().isPresent()) {
            roles.clear();
            return;
        }
        ruling.get().enforcedWithheld().stream()
                .filter(role -> role.clientId().equals(clientId))
                .forEach(role -> roles.remove(role.name()));
    }

    private void prune() {
        if (ruling.isEmpty()) {
            retainOnly(PresentedToken.of(session));
        } else if (ruling.get().enforcedRefusal().isPresent()) {
            retainOnly(new AccessToken());
        } else {
            ruling.get().enforcedWithheld().forEach(this::remove);
        }
    }

    private void remove(Role role) {
        Access access = role.clientId().isPresent()
                ? RoleResolveUtil.getResolvedClientRoles(
                        session, context, role.clientId().get(), false)
                : RoleResolveUtil.getResolvedRealmRoles(session, context, false);
        RoleAccess.remove(access, role);
        dropEmptyClients();
    }

    /** At most the roles that the token carries. */
    private void retainOnly(AccessToken token) {
        retain(RoleResolveUtil.getResolvedRealmRoles(session, context, false), token.getRealmAccess());
        RoleResolveUtil.getAllResolvedClientRoles(session, context)
                .forEach((client, access) -> retain(access, token.getResourceAccess(client)));
        dropEmptyClients();
    }

    private static void retain(@Nullable Access access, @Nullable Access carried) {
        if (access != null && access.getRoles() != null) {
            access.getRoles().retainAll(carried == null || carried.getRoles() == null ? List.of() : carried.getRoles());
        }
    }

    /** As if the user had no role of the client: it is no audience then. */
    private void dropEmptyClients() {
        RoleResolveUtil.getAllResolvedClientRoles(session, context)
                .values()
                .removeIf(
                        access -> access.getRoles() == null || access.getRoles().isEmpty());
    }
}
