package dev.securitypolicies.keycloak.realm;

import org.keycloak.Config;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel.RealmPostCreateEvent;
import org.keycloak.models.utils.PostMigrationEvent;

/**
 * Prepares every realm, new ones as they are created and existing ones when the server starts, and hears of what is changed
 * later. The listener is global: it hears the events of every realm, without any realm naming it.
 */
public final class RealmIntegrityListenerFactory implements EventListenerProviderFactory {

    @Override
    public String getId() {
        return "security-policy-realm-integrity";
    }

    @Override
    public boolean isGlobal() {
        return true;
    }

    @Override
    public EventListenerProvider create(KeycloakSession session) {
        return new RealmIntegrityListener(session);
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        factory.register(event -> {
            if (event instanceof RealmPostCreateEvent created) {
                new Preparation(created.getKeycloakSession()).of(created.getCreatedRealm());
            } else if (event instanceof PostMigrationEvent) {
                Preparation.ofAll(factory);
            }
        });
    }

    @Override
    public void close() {}
}
