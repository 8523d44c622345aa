package dev.securitypolicies.keycloak.mfa;

import dev.securitypolicies.decision.LoginKind;
import dev.securitypolicies.keycloak.compat.BrowserSessions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * What the user who makes a link has shown for it: only that very user's own login or session counts, whoever else is logged in in
 * the same browser.
 *
 * @param performedFactor whether a second factor was performed in that login or session
 * @param kind how the user had logged in
 */
record Linker(boolean performedFactor, LoginKind kind) {

    static Linker of(KeycloakSession session, UserModel user) {
        AuthenticationSessionModel login = session.getContext().getAuthenticationSession();
        Optional<SessionEvidence> earlier = begun(session, login)
                .filter(found -> user.equals(found.getUser()))
                .map(found -> SessionEvidence.of(session, found));
        Optional<LoginEvidence> own = Optional.ofNullable(login)
                .filter(found -> user.equals(found.getAuthenticatedUser()))
                .map(LoginEvidence::new);
        return of(own, earlier);
    }

    /** By what the user's login in progress and the session of their browser show; each empty if there is none of this user. */
    static Linker of(Optional<LoginEvidence> login, Optional<SessionEvidence> earlier) {
        boolean factor = login.filter(evidence -> !evidence.mfa().factors().isEmpty())
                        .isPresent()
                || earlier.filter(evidence -> !evidence.factors().isEmpty()).isPresent();
        LoginKind kind = earlier.filter(SessionEvidence::passedGate)
                .map(SessionEvidence::kind)
                .orElseGet(
                        () -> login.isEmpty() || login.get().showsLocalProof() ? LoginKind.LOCAL : LoginKind.BROKERED);
        return new Linker(factor, kind);
    }

    private static Optional<UserSessionModel> begun(
            KeycloakSession session, @Nullable AuthenticationSessionModel login) {
        return login == null
                ? Optional.ofNullable(session.getContext().getUserSession())
                : new BrowserSessions(session).begunBy(login);
    }
}
