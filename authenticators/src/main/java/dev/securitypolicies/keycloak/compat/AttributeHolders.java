package dev.securitypolicies.keycloak.compat;

import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.ClientModel;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.OrganizationModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Who carries an attribute, whatever its value. Keycloak's own searches want the value as well. A directory's users are found once
 * Keycloak has imported them.
 */
public final class AttributeHolders {

    private static final String USERS =
            "select distinct a.user.id from UserAttributeEntity a where a.name in :names and a.user.realmId = :realm";
    private static final String ORGANIZATIONS =
            "select distinct a.group.id from GroupAttributeEntity a where a.name in :names and a.group.realm = :realm"
                    + " and a.group.type = " + GroupModel.Type.ORGANIZATION.intValue();
    private static final String VALUES =
            "select distinct a.value from GroupAttributeEntity a where a.name = :name and a.value is not null"
                    + " and a.group.id in (select o.groupId from OrganizationEntity o where o.realmId = :realm)";
    private static final String CLIENTS =
            "select distinct a.client.id from ClientAttributeEntity a where a.name in :names and a.client.realmId = :realm";
    private static final String GROUPS =
            "select distinct a.group.id from GroupAttributeEntity a where a.name in :names and a.group.realm = :realm";

    private final KeycloakSession session;
    private final RealmModel realm;

    /** Those of a realm. */
    public AttributeHolders(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /** The users who carry one of these, at most so many. */
    public Stream<UserModel> users(Collection<String> attributes, int most) {
        return ids(USERS, attributes, most)
                .map(id -> session.users().getUserById(realm, id))
                .filter(Objects::nonNull);
    }

    /** The groups that carry it, at most so many. */
    public Stream<GroupModel> groups(String attribute, int most) {
        return ids(GROUPS, Set.of(attribute), most)
                .map(id -> session.groups().getGroupById(realm, id))
                .filter(Objects::nonNull);
    }

    /** The clients that carry it, at most so many. */
    public Stream<ClientModel> clients(String attribute, int most) {
        return ids(CLIENTS, Set.of(attribute), most).map(realm::getClientById).filter(Objects::nonNull);
    }

    /** The organizations that carry one of these, at most so many. Keycloak keeps their attributes with a group of each. */
    public Stream<OrganizationModel> organizations(Collection<String> attributes, int most) {
        List<String> found = ids(ORGANIZATIONS, attributes, most).toList();
        return new RealmOrganizations(session, realm)
                        .inRealm(() -> found.stream()
                                .map(id -> session.groups().getGroupById(realm, id))
                                .filter(Objects::nonNull)
                                .map(GroupModel::getOrganization)
                                .filter(Objects::nonNull)
                                .toList())
                        .stream();
    }

    /** The values that organizations have of it, each of them once, at most so many; those of groups within an organization are not the organization's. */
    public List<String> organizationValues(String attribute, int most) {
        return database()
                .createQuery(VALUES, String.class)
                .setParameter("name", attribute)
                .setParameter("realm", realm.getId())
                .setMaxResults(most)
                .getResultList();
    }

    private Stream<String> ids(String query, Collection<String> attributes, int most) {
        return database()
                .createQuery(query, String.class)
                .setParameter("names", attributes)
                .setParameter("realm", realm.getId())
                .setMaxResults(most)
                .getResultList()
                .stream();
    }

    private EntityManager database() {
        return session.getProvider(JpaConnectionProvider.class).getEntityManager();
    }
}
