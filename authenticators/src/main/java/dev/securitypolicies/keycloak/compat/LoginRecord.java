package dev.securitypolicies.keycloak.compat;

import java.util.Collection;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.authentication.authenticators.broker.AbstractIdpAuthenticator;
import org.keycloak.authentication.authenticators.broker.IdpConfirmOverrideLinkAuthenticator;
import org.keycloak.authentication.authenticators.broker.IdpEmailVerificationAuthenticator;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.protocol.docker.DockerAuthV2Protocol;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.grants.device.DeviceGrantType;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.util.TokenUtil;

/** What Keycloak itself notes of a login. Authentication notes are meant: user-session notes can be written by mappers. */
public final class LoginRecord {

    /** The parameter of an authorization request that names the client. */
    public static final String CLIENT_ID = OIDCLoginProtocol.CLIENT_ID_PARAM;

    /** The parameter of an authorization request that says whether a page may be shown. */
    public static final String PROMPT = OIDCLoginProtocol.PROMPT_PARAM;

    private final AuthenticationSessionModel login;

    public LoginRecord(AuthenticationSessionModel login) {
        this.login = login;
    }

    /** The types of the credentials that were verified. */
    public Collection<String> credentials() {
        return AuthenticatorUtil.getAuthnCredentials(login);
    }

    /** Whether no page may be shown (`prompt=none`). */
    public boolean isSilent() {
        return isSilent(login.getClientNote(PROMPT));
    }

    /** Whether a value of {@link #PROMPT} forbids pages. */
    public static boolean isSilent(String prompt) {
        return TokenUtil.hasPrompt(prompt, OIDCLoginProtocol.PROMPT_VALUE_NONE);
    }

    /** Whether it ends with a page that says so, and not with a session. */
    public boolean endsWithoutSession() {
        return login.getAuthNote(AuthenticationManager.END_AFTER_REQUIRED_ACTIONS) != null;
    }

    /** Whether the consent page is what the login waits for. */
    public boolean waitsForConsent() {
        return AuthenticatedClientSessionModel.Action.OAUTH_GRANT
                .name()
                .equals(login.getAuthNote(AuthenticationProcessor.CURRENT_AUTHENTICATION_EXECUTION));
    }

    /** Whether a user came from a provider for the first time, and what becomes of it is not decided yet. */
    public boolean isFirstFromProvider() {
        return login.getAuthNote(AbstractIdpAuthenticator.BROKERED_CONTEXT_NOTE) != null;
    }

    /** Whether the user has confirmed that another link takes the place of theirs. */
    public boolean overridesLink() {
        return login.getAuthNote(IdpConfirmOverrideLinkAuthenticator.OVERRIDE_LINK) != null;
    }

    /** Whether the user has proven by a link in a mail that the account is theirs. */
    public boolean provenByMail() {
        return login.getAuthNote(IdpEmailVerificationAuthenticator.VERIFY_ACCOUNT_IDP_USERNAME) != null;
    }

    /** The code of the device that the user approves. */
    public Optional<String> deviceCode() {
        return Optional.ofNullable(login.getClientNote(DeviceGrantType.OAUTH2_DEVICE_VERIFIED_USER_CODE));
    }

    /** Whether a Docker registry asks, with a password in a header. */
    public boolean isDocker() {
        return DockerAuthV2Protocol.LOGIN_PROTOCOL.equals(login.getProtocol());
    }
}
