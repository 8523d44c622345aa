package dev.securitypolicies.keycloak.login;

import dev.securitypolicies.keycloak.mfa.ProviderLinks;
import org.keycloak.Config;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RealmModel.RealmPostCreateEvent;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.models.utils.PostMigrationEvent;

/** Creates the gate, and hangs it in every realm: new ones as they are created, existing ones when the server starts. */
public final class GateFactory implements RequiredActionFactory {

    static final String ID = "security-policy-gate";
    static final String NAME = "Security policies";

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getDisplayText() {
        return NAME;
    }

    @Override
    public boolean isConfigurable() {
        return false;
    }

    @Override
    public RequiredActionProvider create(KeycloakSession session) {
        return new Gate();
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        factory.register(ProviderLinks::onEvent);
        factory.register(event -> {
            if (event instanceof RealmPostCreateEvent created) {
                prepare(created.getKeycloakSession(), created.getCreatedRealm());
            } else if (event instanceof PostMigrationEvent) {
                KeycloakModelUtils.runJobInTransaction(
                        factory,
                        session -> session.realms().getRealmsStream().toList().forEach(realm -> {
                            session.getContext().setRealm(realm);
                            prepare(session, realm);
                        }));
            }
        });
    }

    private static void prepare(KeycloakSession session, RealmModel realm) {
        GateHinges.hang(realm);
        ProtectedAttributes.declare(session, realm);
    }

    @Override
    public void close() {}
}
