package dev.securitypolicies.keycloak.subject;

import dev.securitypolicies.decision.Role;
import dev.securitypolicies.decision.RoleGraph;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.GroupModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;

/** Reads a user's roles with the composites between them, from Keycloak's caches. */
public final class RoleGraphs {

    private static final Set<String> STOCK_DEFAULT_ROLES =
            Set.of(Constants.OFFLINE_ACCESS_ROLE, Constants.AUTHZ_UMA_AUTHORIZATION);
    private static final Set<String> STOCK_CLIENTS =
            Set.of(Constants.ACCOUNT_MANAGEMENT_CLIENT_ID, Constants.BROKER_SERVICE_CLIENT_ID);

    private final RealmModel realm;
    private final Map<String, Role> known = new HashMap<>();
    private final Map<Role, Set<Role>> parts = new HashMap<>();
    private final Deque<RoleModel> open = new ArrayDeque<>();

    private RoleGraphs(RealmModel realm) {
        this.realm = realm;
    }

    /** All roles the user holds: mapped to them, to their groups and the groups above, and what these contain. */
    public static RoleGraph of(RealmModel realm, UserModel user) {
        RoleGraphs reader = new RoleGraphs(realm);
        Set<Role> granted = new HashSet<>();
        user.getRoleMappingsStream().forEach(role -> granted.add(reader.meet(role)));
        user.getGroupsStream()
                .filter(RoleGraphs::isOfRealm)
                .flatMap(RoleGraphs::withParents)
                .flatMap(GroupModel::getRoleMappingsStream)
                .forEach(role -> granted.add(reader.meet(role)));
        reader.expand();
        return new RoleGraph(granted, reader.parts);
    }

    /** A role as decisions know it. */
    public static Role role(RealmModel realm, RoleModel role) {
        Optional<String> clientId = role.getContainer() instanceof ClientModel client
                ? Optional.of(client.getClientId())
                : Optional.empty();
        return new Role(role.getId(), clientId, role.getName(), isPlumbing(realm, role, clientId));
    }

    /** Groups of organizations give their roles and attributes to nothing but the organization's claim. */
    static boolean isOfRealm(GroupModel group) {
        return group.getType() == GroupModel.Type.REALM;
    }

    private static Stream<GroupModel> withParents(GroupModel group) {
        return group.getParentId() == null
                ? Stream.of(group)
                : Stream.concat(Stream.of(group), withParents(group.getParent()));
    }

    private Role meet(RoleModel model) {
        Role met = known.get(model.getId());
        if (met == null) {
            met = role(realm, model);
            known.put(model.getId(), met);
            if (model.isComposite()) {
                open.push(model);
            }
        }
        return met;
    }

    private void expand() {
        while (!open.isEmpty()) {
            RoleModel composite = open.pop();
            Set<Role> contained = new HashSet<>();
            composite.getCompositesStream().forEach(part -> contained.add(meet(part)));
            parts.put(meet(composite), contained);
        }
    }

    /** What Keycloak gives to everybody, and what therefore does not count for R3. */
    private static boolean isPlumbing(RealmModel realm, RoleModel role, Optional<String> clientId) {
        if (clientId.isPresent()) {
            return STOCK_CLIENTS.contains(clientId.get());
        }
        RoleModel defaultRole = realm.getDefaultRole();
        boolean isDefaultRole = defaultRole != null && defaultRole.getId().equals(role.getId());
        return isDefaultRole || STOCK_DEFAULT_ROLES.contains(role.getName());
    }
}
