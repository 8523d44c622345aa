package dev.securitypolicies.keycloak.mfa;

import dev.securitypolicies.keycloak.compat.LoginRecord;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.models.SubjectCredentialManager;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.credential.RecoveryAuthnCodesCredentialModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The kinds of second factors, by Keycloak's types of credentials. */
public final class Factors {

    /** A one-time password, or a passkey of either kind. */
    static final List<String> ENROLLABLE = List.of(
            OTPCredentialModel.TYPE, WebAuthnCredentialModel.TYPE_TWOFACTOR, WebAuthnCredentialModel.TYPE_PASSWORDLESS);

    /** A recovery code stands in for a lost factor at a login, but does not make its owner enrolled. */
    private static final Set<String> PERFORMABLE = Set.of(
            OTPCredentialModel.TYPE,
            WebAuthnCredentialModel.TYPE_TWOFACTOR,
            WebAuthnCredentialModel.TYPE_PASSWORDLESS,
            RecoveryAuthnCodesCredentialModel.TYPE);

    /** The type of a one-time password. */
    public static final String AUTHENTICATOR_APP = OTPCredentialModel.TYPE;

    private Factors() {}

    /** The types of the factors that a user has. */
    public static Set<String> enrolled(UserModel user) {
        SubjectCredentialManager credentials = user.credentialManager();
        return ENROLLABLE.stream().filter(credentials::isConfiguredFor).collect(Collectors.toSet());
    }

    /** Whether the user has a factor: a confirmed one-time password or a registered passkey. */
    public static boolean isEnrolled(UserModel user) {
        SubjectCredentialManager credentials = user.credentialManager();
        return ENROLLABLE.stream().anyMatch(credentials::isConfiguredFor);
    }

    /** The factors that Keycloak has recorded as performed in a login. */
    public static Set<String> performed(AuthenticationSessionModel login) {
        return new LoginRecord(login)
                .credentials().stream().filter(PERFORMABLE::contains).collect(Collectors.toSet());
    }
}
