package dev.securitypolicies.keycloak.compat;

import jakarta.persistence.EntityManager;
import org.jboss.logging.Logger;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.jpa.entities.ComponentEntity;

/** An id that only the pack makes. Keycloak takes the id of a new component from whoever creates it, for all realms from one space, so that one realm can take another one's. */
public final class TakenId {

    private static final Logger LOG = Logger.getLogger("dev.securitypolicies.realm");

    private final KeycloakSession session;

    /** In the transaction of this session. */
    public TakenId(KeycloakSession session) {
        this.session = session;
    }

    /** Removes the component that has this id already, in whatever realm it is. */
    public void free(String id) {
        EntityManager database =
                session.getProvider(JpaConnectionProvider.class).getEntityManager();
        ComponentEntity taken = database.find(ComponentEntity.class, id);
        if (taken == null) {
            return;
        }
        RealmModel owner = session.realms().getRealm(taken.getRealm().getId());
        LOG.errorf(
                "realm `%s`: the component `%s` is removed, since it has taken an id that is kept for the memory of a realm's policy",
                owner.getName(), LogText.safe(taken.getName()));
        owner.removeComponent(owner.getComponent(id));
        database.flush();
    }
}
