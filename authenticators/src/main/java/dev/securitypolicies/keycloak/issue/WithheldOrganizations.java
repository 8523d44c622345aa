package dev.securitypolicies.keycloak.issue;

import dev.securitypolicies.decision.Holdings;
import dev.securitypolicies.decision.Membership;
import dev.securitypolicies.keycloak.compat.RealmOrganizations;
import dev.securitypolicies.keycloak.subject.Memberships;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.OrganizationModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;

/** The organizations of a user that nothing issued may show (R17), by their aliases. */
public final class WithheldOrganizations {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final UserModel user;

    /** Of a user. */
    WithheldOrganizations(KeycloakSession session, RealmModel realm, UserModel user) {
        this.session = session;
        this.realm = realm;
        this.user = user;
    }

    /** Of the user of a session. */
    public WithheldOrganizations(KeycloakSession session, UserSessionModel userSession) {
        this(session, userSession.getRealm(), userSession.getUser());
    }

    /** By a decision about what is issued. */
    public Set<String> by(IssueDecision decision) {
        return decision.enforced().isEnforced()
                ? by(
                        decision.isRefused(),
                        decision.ceiling()
                                .filter(before -> before.addresses().isEmpty())
                                .isPresent(),
                        decision.enforced().decision().holdings())
                : Set.of();
    }

    /** Where nobody knows for which addresses the presented token was issued, all that have a list are withheld; of a refused user, all. */
    Set<String> by(boolean refused, boolean unknownOrigin, Holdings holdings) {
        if (refused) {
            return new RealmOrganizations(session, realm)
                    .of(user).stream().map(OrganizationModel::getAlias).collect(Collectors.toSet());
        }
        return aliases(unknownOrigin ? Memberships.withList(session, realm, user) : holdings.withheldOrganizations());
    }

    private static Set<String> aliases(List<Membership> memberships) {
        return memberships.stream().map(Membership::alias).collect(Collectors.toSet());
    }
}
