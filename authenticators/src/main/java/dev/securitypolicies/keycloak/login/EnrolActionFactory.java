package dev.securitypolicies.keycloak.login;

import dev.securitypolicies.keycloak.realm.RequiredActionRegistration;
import org.keycloak.Config;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** Creates the required action by which a demanded factor is set up; {@link GateFactory} registers it beside the gate. */
public final class EnrolActionFactory implements RequiredActionFactory {

    @Override
    public String getId() {
        return RequiredActionRegistration.ENROLMENT;
    }

    @Override
    public String getDisplayText() {
        return RequiredActionRegistration.ENROLMENT_NAME;
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
