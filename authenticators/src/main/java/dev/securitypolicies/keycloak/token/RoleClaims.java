package dev.securitypolicies.keycloak.token;

import dev.securitypolicies.decision.Role;
import dev.securitypolicies.keycloak.address.TokenRequest;
import dev.securitypolicies.keycloak.compat.RequestScope;
import dev.securitypolicies.keycloak.compat.ResolvedRoles;
import dev.securitypolicies.keycloak.issue.IssueDecision;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.AccessToken.Access;

/**
 * Takes withheld roles out of the roles that Keycloak has resolved for a client. All stock mappers read that one cache, so
 * that every claim of every token agrees. It is done once per request, before the first mapper reads or renames a role.
 */
final class RoleClaims {

    private static final RequestScope<RoleClaims> MEMORY = new RequestScope<>("roleClaims", RoleClaims.class);

    private final KeycloakSession session;
    private final ResolvedRoles roles;
    private final RealmModel realm;
    private final IssueDecision decision;

    private RoleClaims(KeycloakSession session, ClientSessionContext context) {
        this.session = session;
        this.roles = new ResolvedRoles(session, context);
        this.realm = context.getClientSession().getRealm();
        this.decision =
                IssueDecision.of(session, context.getClientSession(), new TokenRequest(session).grantType(context));
    }

    /** Prunes the roles of this request when it is first called; gives the same claims ever after. */
    static RoleClaims prune(KeycloakSession session, ClientSessionContext context) {
        return MEMORY.of(IssueDecision.key(context.getClientSession())).recallOr(session, () -> {
            RoleClaims claims = new RoleClaims(session, context);
            claims.prune();
            return claims;
        });
    }

    /** Takes away a role that a mapper has just added, unless it may be carried. */
    void judgeAdded(Role role) {
        if (!decision.admits(session, realm, role)) {
            RoleAccess.remove(access(role), role);
            dropEmptyClients();
        }
    }

    /** Takes withheld roles out of `realm_access` and `resource_access` wherever they stand inside a claim. */
    void pruneNested(Map<String, Object> claims) {
        if (decision.enforced().isEnforced()) {
            claims.values().forEach(this::pruneClaim);
        }
    }

    private void pruneClaim(@Nullable Object claim) {
        if (!(claim instanceof Map<?, ?> nested)) {
            return;
        }
        if (nested.get(AccessToken.REALM_ACCESS) instanceof Map<?, ?> realmAccess) {
            pruneNames(realmAccess.get(AccessToken.ROLES), Optional.empty());
        }
        if (nested.get(AccessToken.RESOURCE_ACCESS) instanceof Map<?, ?> resourceAccess) {
            resourceAccess.forEach((client, access) -> {
                if (access instanceof Map<?, ?> roles) {
                    pruneNames(roles.get(AccessToken.ROLES), Optional.of(String.valueOf(client)));
                }
            });
        }
        nested.values().forEach(this::pruneClaim);
    }

    /** Roles that stand here may be the user's by no other way, such as the group of an organization. */
    private void pruneNames(@Nullable Object names, Optional<String> clientId) {
        if (names instanceof Collection<?> roles) {
            roles.removeIf(name -> !decision.admits(session, realm, Role.named(clientId, String.valueOf(name))));
        }
    }

    private void prune() {
        if (!decision.enforced().isEnforced()) {
            return;
        }
        decision.enforced().enforcedWithheld().forEach(role -> RoleAccess.remove(access(role), role));
        if (decision.isRefused() || decision.ceiling().isPresent()) {
            retain("", roles.ofRealm());
            roles.ofClients().forEach((client, access) -> retain(client + ".", access));
        }
        dropEmptyClients();
    }

    private @Nullable Access access(Role role) {
        return role.clientId().isPresent() ? roles.ofClient(role.clientId().get()) : roles.ofRealm();
    }

    private void retain(String prefix, @Nullable Access access) {
        if (access != null && access.getRoles() != null) {
            access.getRoles().removeIf(role -> decision.isRefused() || !decision.isBelowCeiling(prefix + role));
        }
    }

    /** As if the user had no role of the client: it is no audience then. */
    private void dropEmptyClients() {
        roles.ofClients()
                .values()
                .removeIf(
                        access -> access.getRoles() == null || access.getRoles().isEmpty());
    }
}
