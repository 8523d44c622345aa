package dev.securitypolicies.keycloak.change;

import dev.securitypolicies.keycloak.compat.LogText;
import dev.securitypolicies.keycloak.compat.StoredRealms;
import dev.securitypolicies.keycloak.store.PendingChange;
import dev.securitypolicies.policy.RoleRenames;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientModel.ClientIdChangeEvent;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleContainerModel.RoleRemovedEvent;
import org.keycloak.models.RoleModel;
import org.keycloak.models.RoleModel.RoleNameChangeEvent;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.provider.ProviderEventListener;

/**
 * Follows renamed roles and clients in the policy, within the transaction of the rename. The entry of a removed role stays, so
 * that a new role of that name is restricted from the start, and is reported loudly.
 */
final class RenameFollower implements ProviderEventListener {

    private static final Logger LOG = Logger.getLogger("dev.securitypolicies.audit");

    @Override
    public void onEvent(ProviderEvent event) {
        if (event instanceof RoleNameChangeEvent renamed) {
            Optional<String> client = Optional.ofNullable(renamed.getClientId());
            String oldKey = key(client, renamed.getPreviousName());
            String newKey = key(client, renamed.getNewName());
            apply(
                    renamed.getKeycloakSession(),
                    renamed.getRealm(),
                    key -> key.equals(oldKey) ? newKey : key,
                    key -> new RoleKeys(renamed.getRealm()).isBorne(key, client));
        } else if (event instanceof ClientIdChangeEvent renamed) {
            ClientModel client = renamed.getUpdatedClient();
            String prefix = renamed.getPreviousClientId() + ".";
            apply(
                    renamed.getKeycloakSession(),
                    client.getRealm(),
                    key -> key.startsWith(prefix) && client.getRole(key.substring(prefix.length())) != null
                            ? renamed.getNewClientId() + "." + key.substring(prefix.length())
                            : key,
                    key -> new RoleKeys(client.getRealm()).isBorne(key, Optional.of(renamed.getPreviousClientId())));
        } else if (event instanceof RoleRemovedEvent removed) {
            reportRemoved(removed.getKeycloakSession(), removed.getRole());
        }
    }

    /** Also in what comes back if a change is not confirmed. */
    private static void apply(
            KeycloakSession session, RealmModel realm, UnaryOperator<String> rename, Predicate<String> stillBorne) {
        new StoredRealms(session).readFromDatabase(realm); // what this node has cached can be older
        Map<String, String> changed = RoleRenames.apply(realm.getAttributes(), rename, stillBorne);
        changed.forEach((attribute, value) -> {
            LOG.infof("realm `%s`: `%s` follows a rename", realm.getName(), attribute);
            realm.setAttribute(attribute, value);
        });
        PendingChange.of(realm).ifPresent(pending -> {
            Map<String, String> replaced = new TreeMap<>(pending.replaced());
            replaced.putAll(RoleRenames.apply(replaced, rename, stillBorne));
            if (!replaced.equals(pending.replaced())) {
                pending.replacing(replaced).begin(session, realm);
            }
        });
    }

    private static void reportRemoved(KeycloakSession session, RoleModel role) {
        boolean ofClient = role.getContainer() instanceof ClientModel;
        RealmModel realm = ofClient ? ((ClientModel) role.getContainer()).getRealm() : (RealmModel) role.getContainer();
        String key = key(
                ofClient ? Optional.of(((ClientModel) role.getContainer()).getClientId()) : Optional.empty(),
                role.getName());
        String marker = key + "\u0000removed";
        if (!RoleRenames.apply(realm.getAttributes(), name -> name.equals(key) ? marker : name, name -> false)
                .isEmpty()) {
            LOG.warnf(
                    "realm `%s`: the role `%s` was removed, its entry in the policy stays",
                    realm.getName(), LogText.safe(key));
            new RemovedRoles(session).add(key);
        }
    }

    private static String key(Optional<String> clientId, String name) {
        return clientId.map(client -> client + "." + name).orElse(name);
    }
}
