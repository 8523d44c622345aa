package dev.securitypolicies.keycloak.token;

import dev.securitypolicies.decision.Role;
import org.jspecify.annotations.Nullable;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.AccessToken.Access;

/** Where a role stands in a token. */
final class RoleAccess {

    private RoleAccess() {}

    /** Whether the token carries the role. */
    static boolean has(AccessToken token, Role role) {
        Access access = of(token, role);
        return access != null && access.isUserInRole(role.name());
    }

    static void remove(@Nullable Access access, Role role) {
        if (access != null && access.getRoles() != null) {
            access.getRoles().remove(role.name());
        }
    }

    /** The part of the token that a role of this kind stands in; null if the token has none. */
    static @Nullable Access of(AccessToken token, Role role) {
        return role.clientId().isPresent()
                ? token.getResourceAccess(role.clientId().get())
                : token.getRealmAccess();
    }
}
