package dev.securitypolicies.keycloak.subject;

import dev.securitypolicies.decision.Role;
import dev.securitypolicies.decision.RoleGraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
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

    private static final int[] NOTHING = {};

    private final String defaultRole;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<RoleModel> models = new ArrayList<>();
    private final List<Role> roles = new ArrayList<>();

    private RoleGraphs(RealmModel realm) {
        this.defaultRole = defaultRole(realm);
    }

    /** All roles the user holds: mapped to them, to their groups and the groups above, and what these contain. */
    public static RoleGraph of(RealmModel realm, UserModel user) {
        RoleGraphs reader = new RoleGraphs(realm);
        int[] granted = reader.meet(Stream.concat(
                        user.getRoleMappingsStream(),
                        user.getGroupsStream()
                                .filter(RoleGraphs::isOfRealm)
                                .flatMap(RoleGraphs::withParents)
                                .flatMap(GroupModel::getRoleMappingsStream)))
                .distinct()
                .toArray();
        return new RoleGraph(reader.roles, granted, reader.parts());
    }

    /** A role as decisions know it. */
    public static Role role(RealmModel realm, RoleModel role) {
        return role(role, clientId(role), defaultRole(realm));
    }

    private static Role role(RoleModel role, Optional<String> clientId, String defaultRole) {
        return new Role(role.getId(), clientId, role.getName(), isPlumbing(role, clientId, defaultRole));
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

    /** The numbers of some roles. */
    private IntStream meet(Stream<RoleModel> some) {
        return some.mapToInt(this::meet);
    }

    private int meet(RoleModel model) {
        Integer known = numbers.putIfAbsent(model.getId(), models.size());
        if (known == null) {
            models.add(model);
            roles.add(role(model, clientId(model), defaultRole));
            return models.size() - 1;
        }
        return known;
    }

    /** What is in each role, while more of them are met. A composite role has each of its parts once. */
    private List<int[]> parts() {
        List<int[]> parts = new ArrayList<>();
        while (parts.size() < models.size()) {
            RoleModel model = models.get(parts.size());
            parts.add(model.isComposite() ? meet(model.getCompositesStream()).toArray() : NOTHING);
        }
        return parts;
    }

    /** What Keycloak gives to everybody, and what therefore does not count for R3. */
    private static boolean isPlumbing(RoleModel role, Optional<String> clientId, String defaultRole) {
        return clientId.isPresent()
                ? STOCK_CLIENTS.contains(clientId.get())
                : role.getId().equals(defaultRole) || STOCK_DEFAULT_ROLES.contains(role.getName());
    }

    private static Optional<String> clientId(RoleModel role) {
        return role.getContainer() instanceof ClientModel client ? Optional.of(client.getClientId()) : Optional.empty();
    }

    /** The id of the role that everybody has; empty if the realm has none. */
    private static String defaultRole(RealmModel realm) {
        RoleModel role = realm.getDefaultRole();
        return role == null ? "" : role.getId();
    }
}
