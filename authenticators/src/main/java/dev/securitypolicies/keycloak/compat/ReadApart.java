package dev.securitypolicies.keycloak.compat;

import java.util.function.BiFunction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Reads many things in sessions of their own. A session remembers all that it has read until it ends, and Hibernate compares all of it with what it was
 * before every query: a request that read ten thousand users would take a second for each hundred of them, and keep them all.
 */
public final class ReadApart {

    private final KeycloakSession session;
    private final RealmModel realm;

    /** Things of a realm. */
    public ReadApart(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /** What is read must not be a model of Keycloak, whose session is over then. It takes a second connection for as long as it lasts. */
    public <T> T read(BiFunction<KeycloakSession, RealmModel, T> read) {
        return KeycloakModelUtils.runJobInTransactionWithResult(session.getKeycloakSessionFactory(), own -> {
            RealmModel same = own.realms().getRealm(realm.getId());
            own.getContext().setRealm(same);
            return read.apply(own, same);
        });
    }
}
