package dev.securitypolicies.keycloak.login;

import dev.securitypolicies.keycloak.mfa.ProviderLinkListener;
import dev.securitypolicies.keycloak.realm.RequiredActionRegistration;
import org.keycloak.Config;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** Creates the gate; {@link RequiredActionRegistration} puts it into every realm. */
public final class GateFactory implements RequiredActionFactory {

    @Override
    public String getId() {
        return RequiredActionRegistration.GATE;
    }

    @Override
    public String getDisplayText() {
        return RequiredActionRegistration.GATE_NAME;
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
        factory.register(new ProviderLinkListener());
    }

    @Override
    public void close() {}
}
