package dev.securitypolicies.keycloak.audit;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.spi.CDI;
import org.keycloak.Config;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel.RealmPostCreateEvent;

/** Registers the audit of changes for every realm; a realm that the server reads from a file has no admin event. */
public final class SettingsListenerFactory implements EventListenerProviderFactory {

    @Override
    public String getId() {
        return "security-policy-audit";
    }

    @Override
    public boolean isGlobal() {
        return true;
    }

    @Override
    public EventListenerProvider create(KeycloakSession session) {
        return new SettingsListener(session);
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        factory.register(RenameFollower::onEvent);
        factory.register(Snapshot::onEvent);
        factory.register(event -> {
            if (event instanceof RealmPostCreateEvent created
                    && !CDI.current().select(RoutingContext.class).isResolvable()) {
                PolicyAudit.compare(created.getKeycloakSession(), created.getCreatedRealm(), Actor.fileImport());
            }
        });
    }

    @Override
    public void close() {}
}
