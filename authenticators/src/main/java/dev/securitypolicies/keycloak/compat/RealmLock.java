package dev.securitypolicies.keycloak.compat;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.jpa.entities.RealmEntity;

/** Lets one request at a time change a realm, on whatever node, from what the request before it has left. */
public final class RealmLock {

    private final KeycloakSession session;

    /** Held by the transaction of this session. */
    public RealmLock(KeycloakSession session) {
        this.session = session;
    }

    /**
     * Waits until nobody else changes the realm, and makes it fresh. It holds the row until the transaction of the request ends;
     * it takes no second connection.
     */
    public void acquire(RealmModel realm) {
        EntityManager database =
                session.getProvider(JpaConnectionProvider.class).getEntityManager();
        RealmEntity row = database.find(RealmEntity.class, realm.getId(), LockModeType.PESSIMISTIC_WRITE);
        if (row != null) {
            // what was read while waiting is what stood there before
            row.getAttributes().forEach(database::detach);
            if (database.getEntityManagerFactory().getPersistenceUnitUtil().isLoaded(row, "components")) {
                row.getComponents().forEach(database::detach);
            }
            database.detach(row);
        }
        new StoredRealms(session).readFromDatabase(realm);
    }
}
