package dev.securitypolicies.keycloak.compat;

import jakarta.persistence.EntityManager;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.jpa.entities.RealmEntity;

/**
 * Reads a realm anew within a transaction that has changed it. Keycloak removes a required action from the database, and not from the
 * list that the same transaction may have read before, as it does while the realm is not cached.
 */
public final class FreshRealm {

    private final KeycloakSession session;

    /** In the transaction of this session. */
    public FreshRealm(KeycloakSession session) {
        this.session = session;
    }

    /** Writes what has been changed so far, and reads the realm again. */
    public void read(RealmModel realm) {
        EntityManager database =
                session.getProvider(JpaConnectionProvider.class).getEntityManager();
        database.flush();
        RealmEntity row = database.find(RealmEntity.class, realm.getId());
        if (row != null) {
            database.refresh(row);
        }
    }
}
