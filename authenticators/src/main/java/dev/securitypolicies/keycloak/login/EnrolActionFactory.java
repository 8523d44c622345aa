package dev.securitypolicies.keycloak.login;

import org.keycloak.Config;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** Creates the required action by which a demanded factor is set up; {@link GateFactory} registers it beside the gate. */
public final class EnrolActionFactory implements RequiredActionFactory {

    static final String ID = "security-policy-enrol";
    static final String NAME = "Set up two-factor authentication";

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
        return new EnrolAction();
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}
}
