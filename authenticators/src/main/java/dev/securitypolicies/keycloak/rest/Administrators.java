package dev.securitypolicies.keycloak.rest;

import dev.securitypolicies.keycloak.compat.MasterRealm;
import java.util.stream.Stream;
import org.keycloak.models.AdminRoles;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;

/** Who could mend a realm: enabled users with the right to manage it, by mapping, by group or through a composite role. */
final class Administrators {

    /** Looked at per role and group: whoever administers is a short list, and one who can is enough. */
    private static final int MOST_USERS = 100;

    private static final int MOST_ROLES = 100;

    private final KeycloakSession session;
    private final RealmModel realm;

    Administrators(AdminRequest request) {
        this.session = request.session();
        this.realm = request.realm();
    }

    /** Those of the realm itself. */
    Stream<UserModel> ofOwnRealm() {
        if (MasterRealm.is(realm)) {
            return holders(realm, realm.getRole(AdminRoles.ADMIN));
        }
        ClientModel management = realm.getClientByClientId(Constants.REALM_MANAGEMENT_CLIENT_ID);
        return management == null
                ? Stream.of()
                : Stream.of(AdminRoles.MANAGE_REALM, AdminRoles.REALM_ADMIN)
                        .flatMap(name -> holders(realm, management.getRole(name)));
    }

    /** Those of the master realm, whose own policy is not the one that is being changed. */
    Stream<UserModel> ofMaster() {
        RealmModel master = session.realms().getRealmByName(MasterRealm.name());
        return master == null || master.equals(realm) ? Stream.of() : holders(master, master.getRole(AdminRoles.ADMIN));
    }

    private Stream<UserModel> holders(RealmModel home, RoleModel role) {
        return role == null
                ? Stream.of()
                : Stream.concat(Stream.of(role), containing(home, role)).flatMap(found -> members(home, found));
    }

    /** The realm roles that contain it, at any depth. */
    private static Stream<RoleModel> containing(RealmModel home, RoleModel role) {
        return home.getRolesStream(0, MOST_ROLES)
                .filter(RoleModel::isComposite)
                .filter(composite -> !composite.equals(role) && composite.hasRole(role));
    }

    private Stream<UserModel> members(RealmModel home, RoleModel role) {
        Stream<UserModel> direct = session.users().getRoleMembersStream(home, role, 0, MOST_USERS);
        Stream<UserModel> byGroup = session.groups()
                .getGroupsByRoleStream(home, role, 0, MOST_USERS)
                .flatMap(this::withSubgroups)
                .flatMap(group -> session.users().getGroupMembersStream(home, group, 0, MOST_USERS));
        return Stream.concat(direct, byGroup).filter(UserModel::isEnabled);
    }

    private Stream<GroupModel> withSubgroups(GroupModel group) {
        return Stream.concat(Stream.of(group), group.getSubGroupsStream().flatMap(this::withSubgroups));
    }
}
