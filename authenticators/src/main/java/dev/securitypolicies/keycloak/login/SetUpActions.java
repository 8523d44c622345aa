package dev.securitypolicies.keycloak.login;

import java.util.List;
import java.util.Set;
import org.keycloak.authentication.requiredactions.WebAuthnPasswordlessRegisterFactory;
import org.keycloak.authentication.requiredactions.WebAuthnRegisterFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;

/** Keycloak's own required actions by which a factor is set up. */
final class SetUpActions {

    static final String TOTP = UserModel.RequiredAction.CONFIGURE_TOTP.name();

    /** All by which something is set up that counts at a login; recovery codes are never offered, but guarded as well. */
    static final Set<String> ALL = Set.of(
            TOTP,
            WebAuthnRegisterFactory.PROVIDER_ID,
            WebAuthnPasswordlessRegisterFactory.PROVIDER_ID,
            UserModel.RequiredAction.CONFIGURE_RECOVERY_AUTHN_CODES.name());

    private SetUpActions() {}

    /** The type of the credential that an action sets up. */
    static String factor(String action) {
        if (action.equals(TOTP)) {
            return OTPCredentialModel.TYPE;
        }
        return action.equals(WebAuthnRegisterFactory.PROVIDER_ID)
                ? WebAuthnCredentialModel.TYPE_TWOFACTOR
                : WebAuthnCredentialModel.TYPE_PASSWORDLESS;
    }

    /** The action by which a one-time password is set up; none if the realm has switched it off. */
    static List<String> totp(RealmModel realm) {
        return isEnabled(realm, TOTP) ? List.of(TOTP) : List.of();
    }

    /** The action by which a passkey is set up: of the kind that the realm uses for passkeys. */
    static List<String> passkey(RealmModel realm) {
        boolean first =
                Boolean.TRUE.equals(realm.getWebAuthnPolicyPasswordless().isPasskeysEnabled());
        List<String> wanted = first
                ? List.of(WebAuthnPasswordlessRegisterFactory.PROVIDER_ID, WebAuthnRegisterFactory.PROVIDER_ID)
                : List.of(WebAuthnRegisterFactory.PROVIDER_ID, WebAuthnPasswordlessRegisterFactory.PROVIDER_ID);
        return wanted.stream().filter(action -> isEnabled(realm, action)).toList();
    }

    private static boolean isEnabled(RealmModel realm, String action) {
        RequiredActionProviderModel provider = realm.getRequiredActionProviderByAlias(action);
        return provider != null && provider.isEnabled();
    }
}
