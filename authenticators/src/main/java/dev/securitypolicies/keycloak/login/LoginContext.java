package dev.securitypolicies.keycloak.login;

import dev.securitypolicies.keycloak.events.DecisionContext;
import dev.securitypolicies.keycloak.events.Door;
import org.keycloak.events.EventType;

/** A login at the gate, as records name it. */
final class LoginContext {

    private LoginContext() {}

    static DecisionContext of(LoginInProgress login) {
        return at(Door.GATE, login);
    }

    static DecisionContext at(Door door, LoginInProgress login) {
        return DecisionContext.of(
                door,
                login.realm(),
                login.user(),
                login.model().getClient(),
                login.model().getParentSession().getId(),
                EventType.LOGIN_ERROR);
    }
}
