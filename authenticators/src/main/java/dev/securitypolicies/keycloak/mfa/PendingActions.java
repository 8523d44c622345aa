package dev.securitypolicies.keycloak.mfa;

import dev.securitypolicies.keycloak.compat.StockSteps;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.keycloak.models.Constants;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The required actions that wait for the user of a login, by whoever asked for them. */
public final class PendingActions {

    /** Keycloak's own by which something is set up that counts at a login. */
    public static final Set<String> SET_UP = Set.of(
            UserModel.RequiredAction.CONFIGURE_TOTP.name(),
            StockSteps.SET_UP_PASSKEY,
            StockSteps.SET_UP_PASSWORDLESS_PASSKEY,
            UserModel.RequiredAction.CONFIGURE_RECOVERY_AUTHN_CODES.name());

    /** Takes a credential away; in the request of an application its id follows behind a colon. */
    private static final String REMOVAL = "delete_credential";

    private final AuthenticationSessionModel login;

    /** Of this login. */
    public PendingActions(AuthenticationSessionModel login) {
        this.login = login;
    }

    /** Their names. */
    public Set<String> names() {
        Set<String> pending = new HashSet<>(login.getRequiredActions());
        Optional.ofNullable(login.getAuthenticatedUser())
                .ifPresent(user -> user.getRequiredActionsStream().forEach(pending::add));
        Optional.ofNullable(login.getClientNote(Constants.KC_ACTION)).ifPresent(pending::add);
        return pending;
    }

    /** Whether the login goes on to set a factor up. */
    public boolean setFactorUp() {
        return !Collections.disjoint(names(), SET_UP);
    }

    /** Whether it goes on to set a factor up, or to take one away. */
    public boolean changeFactors() {
        return setFactorUp()
                || names().stream().anyMatch(name -> name.equals(REMOVAL) || name.startsWith(REMOVAL + ":"));
    }
}
