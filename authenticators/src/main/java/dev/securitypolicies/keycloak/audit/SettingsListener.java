package dev.securitypolicies.keycloak.audit;

import dev.securitypolicies.keycloak.spi.SecurityPolicyProvider;
import dev.securitypolicies.policy.SettingChange;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Hears every admin event and audits what it changed of the pack's attributes, in the same transaction. */
final class SettingsListener implements EventListenerProvider {

    private static final Set<ResourceType> OWNERS = Set.of(ResourceType.USER, ResourceType.GROUP, ResourceType.CLIENT);

    private final KeycloakSession session;

    SettingsListener(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public void onEvent(Event event) {}

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {
        RealmModel realm = changedRealm(event);
        if (realm == null) {
            return;
        }
        Actor actor = Actor.of(event, SecurityPolicyProvider.of(session).clientAddress());
        if (event.getResourceType() == ResourceType.REALM) {
            PolicyAudit.compare(session, realm, actor);
        } else if (OWNERS.contains(event.getResourceType()) && event.getResourcePath() != null) {
            String path = ownerPath(event.getResourcePath());
            List<SettingChange> changes = SettingChange.between(
                    Snapshot.of(session, path),
                    event.getOperationType() == OperationType.DELETE
                            ? Map.of()
                            : OwnAttributes.of(session, realm, path));
            if (!changes.isEmpty()) {
                new ChangeRecord(session, realm, actor).write(path, changes, List.of());
            }
        }
    }

    /** The creation of a realm is an event of the realm of whoever created it. */
    private @Nullable RealmModel changedRealm(AdminEvent event) {
        boolean created = event.getResourceType() == ResourceType.REALM
                && event.getOperationType() == OperationType.CREATE
                && event.getResourcePath() != null;
        return created
                ? session.realms().getRealmByName(event.getResourcePath())
                : session.realms().getRealm(event.getRealmId());
    }

    private static String ownerPath(String resourcePath) {
        String[] parts = resourcePath.split("/", -1);
        return parts.length < 2 ? resourcePath : parts[0] + "/" + parts[1];
    }

    @Override
    public void close() {}
}
