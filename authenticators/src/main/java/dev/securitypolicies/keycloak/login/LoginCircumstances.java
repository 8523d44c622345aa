package dev.securitypolicies.keycloak.login;

import dev.securitypolicies.keycloak.audit.Circumstances;
import dev.securitypolicies.keycloak.audit.Door;
import org.keycloak.events.EventType;

/** A login at the gate, as records name it. */
final class LoginCircumstances {

    private LoginCircumstances() {}

    static Circumstances of(LoginInProgress login) {
        return at(Door.GATE, login);
    }

    static Circumstances at(Door door, LoginInProgress login) {
        return Circumstances.of(
                door,
                login.realm(),
                login.user(),
                login.model().getClient(),
                login.model().getParentSession().getId(),
                EventType.LOGIN_ERROR);
    }
}
