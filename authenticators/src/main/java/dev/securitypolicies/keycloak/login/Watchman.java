package dev.securitypolicies.keycloak.login;

import dev.securitypolicies.keycloak.mfa.CallerFactors;
import dev.securitypolicies.keycloak.mfa.EvidenceNotes;
import dev.securitypolicies.keycloak.subject.UserAttributes;
import java.util.Set;
import org.jboss.logging.Logger;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventType;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;

/** Puts the gate and the protected attributes back when an admin or a tool has changed them, in the same transaction. */
final class Watchman implements EventListenerProvider {

    private static final Logger LOG = Logger.getLogger("dev.securitypolicies.login");
    private static final Set<ResourceType> WATCHED =
            Set.of(ResourceType.REQUIRED_ACTION, ResourceType.USER_PROFILE, ResourceType.REALM, ResourceType.COMPONENT);

    private final KeycloakSession session;

    Watchman(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public void onEvent(Event event) {
        if (event.getType() == EventType.IMPERSONATE && event.getSessionId() != null) {
            RealmModel realm = session.realms().getRealm(event.getRealmId());
            UserSessionModel begun =
                    realm == null ? null : session.sessions().getUserSession(realm, event.getSessionId());
            if (begun != null) {
                EvidenceNotes.impersonated(begun, CallerFactors.recall(session));
            }
        } else if (event.getType() == EventType.VERIFY_EMAIL) {
            forgetVouching(event); // Keycloak itself has verified it now
        }
    }

    private void forgetVouching(Event event) {
        RealmModel realm = session.realms().getRealm(event.getRealmId());
        UserModel user = realm == null || event.getUserId() == null
                ? null
                : session.users().getUserById(realm, event.getUserId());
        if (user != null) {
            user.removeAttribute(UserAttributes.EMAIL_VOUCHED_BY);
        }
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {
        if (!WATCHED.contains(event.getResourceType())) {
            return;
        }
        RealmModel realm = session.realms().getRealm(event.getRealmId());
        if (realm == null) {
            return; // it was deleted
        }
        if (GateHinges.hang(realm)) {
            LOG.warnf("realm `%s`: the pack's required actions were put back", realm.getName());
        }
        if (ProtectedAttributes.declare(session, realm)) {
            LOG.warnf("realm `%s`: the pack's user attributes were declared admin-only again", realm.getName());
        }
    }

    @Override
    public void close() {}
}
