package dev.securitypolicies.keycloak.compat;

import jakarta.persistence.EntityManager;
import java.util.List;
import org.jboss.logging.Logger;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** An id that only the pack makes. Keycloak takes the id of a new component from whoever creates it, for all realms from one space, so that one realm can take another one's. */
public final class TakenId {

    private static final Logger LOG = Logger.getLogger("dev.securitypolicies.realm");

    private final KeycloakSession session;

    /** In the transaction of this session. */
    public TakenId(KeycloakSession session) {
        this.session = session;
    }

    /** Removes the component that has taken this id of a realm, in whatever realm it is. */
    public void free(RealmModel realm, String id) {
        EntityManager database =
                session.getProvider(JpaConnectionProvider.class).getEntityManager();
        List<Object[]> owners = database.createQuery(
                        "select c.realm.id, c.realm.name from ComponentEntity c where c.id = :id", Object[].class)
                .setParameter("id", id)
                .getResultList();
        for (Object[] owner : owners) {
            LOG.errorf(
                    "realm `%s`: its component with the id `%s` is removed, since that id is kept for the memory of realm `%s`",
                    owner[1], id, realm.getName());
            if (realm.getId().equals(owner[0])) {
                realm.removeComponent(realm.getComponent(id));
                database.flush();
            } else { // whose realm is not read: its components would then be known to this session
                removeRows(database, id);
                new StoredRealms(session).forget((String) owner[0], (String) owner[1]);
            }
        }
    }

    /** What Keycloak does when a component goes, such as to remove all users that came by it, would be done at the cost of the realm whose id it is. */
    private static void removeRows(EntityManager database, String id) {
        database.createQuery("delete from ComponentConfigEntity c where c.component.id = :id")
                .setParameter("id", id)
                .executeUpdate();
        database.createQuery("delete from ComponentEntity c where c.id = :id")
                .setParameter("id", id)
                .executeUpdate();
    }
}
