package dev.securitypolicies.keycloak.change;

import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientModel.ClientRemovedEvent;
import org.keycloak.models.GroupModel;
import org.keycloak.models.GroupModel.GroupRemovedEvent;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserModel.UserRemovedEvent;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.provider.ProviderEventListener;

/** Hears of users, groups and clients that are removed, and keeps what their attributes were for the rest of the request. */
final class RemovalListener implements ProviderEventListener {

    @Override
    public void onEvent(ProviderEvent event) {
        if (event instanceof UserRemovedEvent removed) {
            UserModel user = removed.getUser();
            new AttributesBefore(removed.getKeycloakSession()).takeRemoved(user.getUsername(), PackAttributes.of(user));
        } else if (event instanceof ClientRemovedEvent removed) {
            ClientModel client = removed.getClient();
            new AttributesBefore(removed.getKeycloakSession())
                    .takeRemoved(client.getClientId(), PackAttributes.of(client));
            new RemovedOwners(removed.getKeycloakSession()).add("clients/" + client.getId(), PackAttributes.of(client));
        } else if (event instanceof GroupRemovedEvent removed) {
            GroupModel group = removed.getGroup();
            new RemovedOwners(removed.getKeycloakSession()).add("groups/" + group.getId(), PackAttributes.of(group));
        }
    }
}
