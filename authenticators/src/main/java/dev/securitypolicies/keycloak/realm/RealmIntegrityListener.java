package dev.securitypolicies.keycloak.realm;

import dev.securitypolicies.keycloak.compat.StoredRealms;
import java.util.Set;
import org.jboss.logging.Logger;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Puts the required actions and the protected attributes back when an admin or a tool has changed them, in the same transaction. */
final class RealmIntegrityListener implements EventListenerProvider {

    private static final Logger LOG = Logger.getLogger("dev.securitypolicies.realm");
    private static final Set<ResourceType> WATCHED =
            Set.of(ResourceType.REQUIRED_ACTION, ResourceType.USER_PROFILE, ResourceType.REALM, ResourceType.COMPONENT);

    private final KeycloakSession session;

    RealmIntegrityListener(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public void onEvent(Event event) {}

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {
        if (!WATCHED.contains(event.getResourceType())) {
            return;
        }
        RealmModel realm = session.realms().getRealm(event.getRealmId());
        if (realm == null) {
            return; // it was deleted
        }
        if (event.getResourceType() == ResourceType.REQUIRED_ACTION
                && event.getOperationType() == OperationType.DELETE) {
            new StoredRealms(session).refresh(realm);
        }
        if (RequiredActionRegistration.ensure(realm)) {
            LOG.warnf("realm `%s`: the pack's required actions were put back", realm.getName());
        }
        if (new ProtectedAttributes(session).declareIn(realm)) {
            LOG.warnf("realm `%s`: the pack's user attributes were declared admin-only again", realm.getName());
        }
    }

    @Override
    public void close() {}
}
