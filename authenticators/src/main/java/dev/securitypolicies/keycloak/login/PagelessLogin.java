package dev.securitypolicies.keycloak.login;

import dev.securitypolicies.decision.EnforcedDecision;
import dev.securitypolicies.decision.LoginTrait;
import dev.securitypolicies.decision.Reason;
import dev.securitypolicies.keycloak.compat.KeycloakResource;
import dev.securitypolicies.keycloak.compat.LoginRecord;
import dev.securitypolicies.keycloak.events.Door;
import dev.securitypolicies.keycloak.events.EnforcementPoint;

/**
 * A login that may end without any page: a silent one (`prompt=none`, `IsPassive`), a Docker registry's, an enhanced client's of
 * SAML. Keycloak answers it in the words of its protocol, so that its refusal is recorded where it is decided (R12). If a page
 * follows after all, that is the same refusal.
 */
final class PagelessLogin {

    private static final String RECORDED = "securityPolicy.recordedRefusal";

    private final LoginInProgress login;

    PagelessLogin(LoginInProgress login) {
        this.login = login;
    }

    /** Records the refusal of a login that may never come to a page. */
    void report(EnforcedDecision decision) {
        if (mayEndWithoutPage()) {
            decision.enforcedRefusal().ifPresent(reason -> {
                login.model().setAuthNote(RECORDED, reason.code());
                new EnforcementPoint(login.session()).refused(login.context(Door.GATE), decision);
            });
        }
    }

    /** Whether this refusal is on record already; the next one is not. */
    boolean wasReported(Reason reason) {
        boolean reported = reason.code().equals(login.model().getAuthNote(RECORDED));
        login.model().removeAuthNote(RECORDED);
        return reported;
    }

    /** A passive request of SAML is not noted anywhere, so all of them count. */
    private boolean mayEndWithoutPage() {
        return login.traits().contains(LoginTrait.SILENT)
                || new LoginRecord(login.model()).isDocker()
                || KeycloakResource.SAML.isMatched(login.session());
    }
}
