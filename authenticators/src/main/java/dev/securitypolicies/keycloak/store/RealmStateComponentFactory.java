package dev.securitypolicies.keycloak.store;

import java.util.List;
import org.keycloak.Config;
import org.keycloak.component.ComponentFactory;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderConfigProperty;

/** Lets Keycloak store, export and import the component. */
public final class RealmStateComponentFactory implements ComponentFactory<RealmStateComponent, RealmStateComponent> {

    @Override
    public String getId() {
        return RealmStateComponent.ID;
    }

    @Override
    public RealmStateComponent create(KeycloakSession session, ComponentModel model) {
        return new RealmStateComponent();
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}

    /** Not for the stock API: whoever may write the memory could hide a change from the audit. */
    @Override
    public boolean isInternal() {
        return true;
    }

    /** A memory that the pack did not write itself, such as one in an imported file, proves nothing and is emptied. */
    @Override
    public void validateConfiguration(KeycloakSession session, RealmModel realm, ComponentModel model) {
        if (!RealmMemory.isWriting(session)) {
            model.getConfig().clear();
            model.setSubType(null);
        }
    }

    @Override
    public String getHelpText() {
        return "The security policy as it was last audited.";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return List.of();
    }
}
