package dev.securitypolicies.keycloak.login;

import dev.securitypolicies.keycloak.mfa.CallerFactors;
import dev.securitypolicies.keycloak.mfa.EvidenceNotes;
import dev.securitypolicies.keycloak.subject.UserAttributes;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventType;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;

/** Hears what no required action sees: an impersonation that begins, and an e-mail that Keycloak itself has verified. */
final class LoginEventListener implements EventListenerProvider {

    private final KeycloakSession session;

    LoginEventListener(KeycloakSession session) {
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
    public void onEvent(AdminEvent event, boolean includeRepresentation) {}

    @Override
    public void close() {}
}
