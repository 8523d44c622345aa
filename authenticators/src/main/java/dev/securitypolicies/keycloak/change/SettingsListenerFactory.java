package dev.securitypolicies.keycloak.change;

import dev.securitypolicies.keycloak.compat.BackgroundWork;
import dev.securitypolicies.keycloak.compat.CurrentRequest;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel.RealmPostCreateEvent;

/** Registers the audit of changes for every realm; a realm that the server reads from a file has no admin event. */
public final class SettingsListenerFactory implements EventListenerProviderFactory {

    private @Nullable BackgroundWork work;

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
        BackgroundWork background = new BackgroundWork(factory);
        this.work = background;
        factory.register(new UnseenChanges(background));
        factory.register(new RenameFollower());
        factory.register(new RemovalListener());
        factory.register(event -> {
            if (event instanceof RealmPostCreateEvent created && !CurrentRequest.isThere()) {
                new PolicyChangeHandler(created.getKeycloakSession(), created.getCreatedRealm(), Actor.fileImport())
                        .onChange();
            }
        });
    }

    @Override
    public void close() {
        if (work != null) {
            work.close();
        }
    }
}
