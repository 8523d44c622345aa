package dev.securitypolicies.keycloak.login;

import dev.securitypolicies.decision.FactorKind;
import dev.securitypolicies.keycloak.compat.StockSteps;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;

/** Keycloak's own required actions by which a factor is set up. */
final class SetUpActions {

    static final String TOTP = UserModel.RequiredAction.CONFIGURE_TOTP.name();

    private final RealmModel realm;

    SetUpActions(RealmModel realm) {
        this.realm = realm;
    }

    /** The type of the credential that an action sets up. */
    static String factor(String action) {
        if (action.equals(TOTP)) {
            return OTPCredentialModel.TYPE;
        }
        return action.equals(StockSteps.SET_UP_PASSKEY)
                ? WebAuthnCredentialModel.TYPE_TWOFACTOR
                : WebAuthnCredentialModel.TYPE_PASSWORDLESS;
    }

    /** The action by which a one-time password is set up; empty if the realm has switched it off, or it would not be asked for. */
    Optional<String> totp(Set<FactorKind> kinds) {
        return Optional.of(TOTP).filter(action -> kinds.contains(FactorKind.TOTP) && isEnabled(action));
    }

    /** The action by which a passkey is set up: of those that would be asked for, the kind that the realm uses for passkeys. */
    Optional<String> passkey(Set<FactorKind> kinds) {
        boolean first =
                Boolean.TRUE.equals(realm.getWebAuthnPolicyPasswordless().isPasskeysEnabled());
        Stream<FactorKind> wanted = first
                ? Stream.of(FactorKind.PASSWORDLESS_PASSKEY, FactorKind.PASSKEY)
                : Stream.of(FactorKind.PASSKEY, FactorKind.PASSWORDLESS_PASSKEY);
        return wanted.filter(kinds::contains)
                .map(SetUpActions::passkeyAction)
                .filter(this::isEnabled)
                .findFirst();
    }

    /** All that the enrolment offers where these kinds are asked for. */
    Stream<String> offered(Set<FactorKind> kinds) {
        return Stream.concat(totp(kinds).stream(), passkey(kinds).stream());
    }

    private static String passkeyAction(FactorKind kind) {
        return kind == FactorKind.PASSKEY ? StockSteps.SET_UP_PASSKEY : StockSteps.SET_UP_PASSWORDLESS_PASSKEY;
    }

    private boolean isEnabled(String action) {
        RequiredActionProviderModel provider = realm.getRequiredActionProviderByAlias(action);
        return provider != null && provider.isEnabled();
    }
}
