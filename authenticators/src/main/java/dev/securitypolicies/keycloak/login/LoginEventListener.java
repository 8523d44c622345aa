package dev.securitypolicies.keycloak.login;

import dev.securitypolicies.decision.LoginKind;
import dev.securitypolicies.keycloak.compat.KeycloakResource;
import dev.securitypolicies.keycloak.mfa.CallerEvidence;
import dev.securitypolicies.keycloak.mfa.SessionEvidence;
import dev.securitypolicies.keycloak.mfa.VerifiedEmail;
import dev.securitypolicies.keycloak.spi.SecurityPolicyProvider;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventType;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;

/**
 * Hears what no required action sees: an impersonation that begins, an e-mail that Keycloak itself has verified, and a session
 * that begins on whatever way. A session whose login has not passed the gate is never to be: it is rolled back.
 */
final class LoginEventListener implements EventListenerProvider {

    private static final Logger LOG = Logger.getLogger("dev.securitypolicies.login");
    private static final Set<EventType> VERIFIED = Set.of(EventType.VERIFY_EMAIL, EventType.UPDATE_EMAIL);

    private static final String ACTION_TOKEN = "/login-actions/action-token";

    private final KeycloakSession session;

    LoginEventListener(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public void onEvent(Event event) {
        if (event.getType() == EventType.IMPERSONATE) {
            begun(event).ifPresent(this::impersonated);
        } else if (event.getType() == EventType.LOGIN && isAtLoginPages()) {
            begun(event).filter(this::hasNotPassed).ifPresent(this::rollBack);
        } else if (VERIFIED.contains(event.getType()) && followsLinkInMail()) {
            user(event).ifPresent(new VerifiedEmail(session)::keep);
        }
    }

    /** The administrator's address and evidence stand for the user's, and so does the client that they go by. */
    private void impersonated(UserSessionModel begun) {
        CallerEvidence.Caller administrator = new CallerEvidence(session).recall();
        new SessionEvidence(
                        false,
                        LoginKind.IMPERSONATION,
                        administrator.evidence().factors(),
                        Optional.empty(),
                        Optional.of(SecurityPolicyProvider.of(session).clientAddress()),
                        administrator.grantedTo(),
                        false)
                .keep(session, begun);
    }

    private boolean isAtLoginPages() {
        return KeycloakResource.LOGIN_ACTIONS.isMatched(session)
                || KeycloakResource.BROKER.isMatched(session)
                || KeycloakResource.AUTHORIZATION.isMatched(session);
    }

    private boolean hasNotPassed(UserSessionModel begun) {
        SessionEvidence evidence = SessionEvidence.of(session, begun);
        return !evidence.passedGate() && evidence.kind() != LoginKind.IMPERSONATION;
    }

    private void rollBack(UserSessionModel begun) {
        LOG.errorf(
                "realm `%s`: a login that has not passed the gate was about to begin a session, and is rolled back",
                begun.getRealm().getName());
        session.getTransactionManager().setRollbackOnly();
    }

    /** The same events come without a mail where a user saves the address that they have already. */
    private boolean followsLinkInMail() {
        return session.getContext().getUri().getPath().endsWith(ACTION_TOKEN);
    }

    private Optional<UserSessionModel> begun(Event event) {
        return realm(event)
                .filter(realm -> event.getSessionId() != null)
                .map(realm -> session.sessions().getUserSession(realm, event.getSessionId()));
    }

    private Optional<UserModel> user(Event event) {
        return realm(event)
                .filter(realm -> event.getUserId() != null)
                .map(realm -> session.users().getUserById(realm, event.getUserId()));
    }

    private Optional<RealmModel> realm(Event event) {
        return Optional.ofNullable(event.getRealmId())
                .map(id -> session.realms().getRealm(id));
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {}

    @Override
    public void close() {}
}
