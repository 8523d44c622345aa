package dev.securitypolicies.keycloak.token;

import dev.securitypolicies.decision.Role;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.RoleUtils;

/** Which client scopes a user is granted when some of their roles are withheld. */
final class GrantedScope {

    private GrantedScope() {}

    /** The client scopes that the user meets only through withheld roles. */
    static Set<String> lost(List<Role> withheld, ClientSessionContext context) {
        Set<String> withheldIds = withheld.stream().map(Role::id).collect(Collectors.toSet());
        UserModel user = context.getClientSession().getUserSession().getUser();
        return context.getClientScopesStream()
                .filter(clientScope -> !(clientScope instanceof ClientModel))
                .filter(clientScope -> isLost(clientScope, user, withheldIds))
                .map(ClientScopeModel::getName)
                .collect(Collectors.toSet());
    }

    /** The scope parameter without these scopes. */
    static @Nullable String without(Set<?> lost, @Nullable String scope) {
        if (scope == null || lost.isEmpty()) {
            return scope;
        }
        return Stream.of(scope.split(" ", -1))
                .filter(name -> !lost.contains(name))
                .collect(Collectors.joining(" "));
    }

    private static boolean isLost(ClientScopeModel scope, UserModel user, Set<String> withheldIds) {
        Set<RoleModel> roles = scope.getScopeMappingsStream().collect(Collectors.toSet());
        return !roles.isEmpty()
                && RoleUtils.expandCompositeRolesStream(roles.stream())
                        .filter(user::hasRole)
                        .allMatch(role -> withheldIds.contains(role.getId()));
    }
}
