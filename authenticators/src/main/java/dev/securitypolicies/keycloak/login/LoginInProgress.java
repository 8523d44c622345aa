package dev.securitypolicies.keycloak.login;

import dev.securitypolicies.keycloak.address.TokenRequest;
import dev.securitypolicies.keycloak.mfa.EvidenceNotes;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.authentication.authenticators.resetcred.ResetCredentialEmail;
import org.keycloak.credential.CredentialModel;
import org.keycloak.events.Details;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.managers.AuthenticationSessionManager;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.util.TokenUtil;

/** A login whose user is known, as Keycloak's authentication session tells it. */
record LoginInProgress(KeycloakSession session, RealmModel realm, UserModel user, AuthenticationSessionModel model) {

    private static final String PUT_OFF = "securityPolicy.putOff";

    static LoginInProgress of(KeycloakSession session, AuthenticationSessionModel login) {
        return new LoginInProgress(session, login.getRealm(), login.getAuthenticatedUser(), login);
    }

    boolean isDirectGrant() {
        return TokenRequest.grantType(session).isPresent();
    }

    /** Whether a session that exists already vouches for the user. */
    boolean isSso() {
        return AuthenticatorUtil.isSSOAuthentication(model);
    }

    /** The session that vouches for the user; empty if this is a login of its own. */
    Optional<UserSessionModel> ssoSession() {
        return isSso() ? begunSession() : Optional.empty();
    }

    /** The session that this browser has with the user already, and that a new login goes on with. */
    Optional<UserSessionModel> begunSession() {
        return Optional.ofNullable(new AuthenticationSessionManager(session).getUserSession(model))
                .filter(found -> user.equals(found.getUser()))
                .filter(found -> AuthenticationManager.isSessionValid(realm, found))
                .filter(found -> !EvidenceNotes.isImpersonation(found) || isSso());
    }

    /** Whether nobody can be shown a page (`prompt=none`). */
    boolean isSilent() {
        return TokenUtil.hasPrompt(
                model.getClientNote(OIDCLoginProtocol.PROMPT_PARAM), OIDCLoginProtocol.PROMPT_VALUE_NONE);
    }

    /** Whether the user has proved who they are to this realm itself, and not to an identity provider or to Kerberos. */
    boolean isLocal() {
        return !isSso()
                && model.getUserSessionNotes().get(Details.IDENTITY_PROVIDER) == null
                && !AuthenticatorUtil.getAuthnCredentials(model).contains(CredentialModel.KERBEROS);
    }

    /** Whether it ends with a page that says so, and not with a session, as the links in an administrator's e-mails do. */
    boolean endsWithoutSession() {
        return model.getAuthNote(AuthenticationManager.END_AFTER_REQUIRED_ACTIONS) != null;
    }

    /** Whether a link in an e-mail is all that the user has proved, as far as Keycloak's own record of the flow goes. */
    boolean cameByReset() {
        return model.getExecutionStatus().keySet().stream()
                .map(realm::getAuthenticationExecutionById)
                .map(execution -> execution == null ? "" : authenticator(execution))
                .anyMatch(ResetCredentialEmail.PROVIDER_ID::equals);
    }

    private static String authenticator(AuthenticationExecutionModel execution) {
        return execution.getAuthenticator() == null ? "" : execution.getAuthenticator();
    }

    /** The required actions that wait for the user, by whoever asked for them. */
    Set<String> pendingActions() {
        Set<String> pending = new HashSet<>(model.getRequiredActions());
        user.getRequiredActionsStream().forEach(pending::add);
        Optional.ofNullable(model.getClientNote(Constants.KC_ACTION)).ifPresent(pending::add);
        return pending;
    }

    boolean isPending(UserModel.RequiredAction action) {
        RequiredActionProviderModel provider = realm.getRequiredActionProviderByAlias(action.name());
        return provider != null && provider.isEnabled() && pendingActions().contains(action.name());
    }

    /** Does something once during this login. */
    void once(String what, Runnable action) {
        String note = "securityPolicy.done." + what;
        if (model.getAuthNote(note) == null) {
            model.setAuthNote(note, "true");
            action.run();
        }
    }

    /** Whether the user has put the set-up off during this login. */
    boolean hasPutOff() {
        return model.getAuthNote(PUT_OFF) != null;
    }

    void putOff() {
        model.setAuthNote(PUT_OFF, "true");
    }
}
