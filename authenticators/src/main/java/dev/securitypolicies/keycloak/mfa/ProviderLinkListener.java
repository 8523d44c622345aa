package dev.securitypolicies.keycloak.mfa;

import org.keycloak.models.FederatedIdentityModel.FederatedIdentityCreatedEvent;
import org.keycloak.models.FederatedIdentityModel.FederatedIdentityRemovedEvent;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.provider.ProviderEventListener;

/** Hears of every link between a user and an identity provider that is made or taken away. */
public final class ProviderLinkListener implements ProviderEventListener {

    @Override
    public void onEvent(ProviderEvent event) {
        if (event instanceof FederatedIdentityRemovedEvent removed) {
            new LinkNotes(removed.getKeycloakSession(), removed.getUser()).removed(removed.getFederatedIdentity());
        } else if (event instanceof FederatedIdentityCreatedEvent created) {
            new LinkNotes(created.getKeycloakSession(), created.getUser()).created(created.getFederatedIdentity());
        }
    }
}
