package dev.securitypolicies.keycloak.issue;

import dev.securitypolicies.decision.Membership;
import dev.securitypolicies.keycloak.compat.RealmOrganizations;
import dev.securitypolicies.keycloak.subject.Memberships;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.OrganizationModel;
import org.keycloak.models.UserSessionModel;

/** The organizations that nothing issued in a session may show (R17), by their aliases. */
public final class WithheldOrganizations {

    private final KeycloakSession session;
    private final UserSessionModel userSession;

    /** In a session. */
    public WithheldOrganizations(KeycloakSession session, UserSessionModel userSession) {
        this.session = session;
        this.userSession = userSession;
    }

    /** By a decision. Where nobody knows for which addresses the presented token was issued, these are all that have a list. */
    public Set<String> by(IssueDecision decision) {
        if (!decision.enforced().isEnforced()) {
            return Set.of();
        }
        if (decision.isRefused()) {
            return all();
        }
        boolean unknown = decision.ceiling()
                .filter(before -> before.addresses().isEmpty())
                .isPresent();
        return aliases(
                unknown
                        ? Memberships.withList(session, userSession.getRealm(), userSession.getUser())
                        : decision.enforced().enforcedWithheldOrganizations());
    }

    private Set<String> all() {
        return new RealmOrganizations(session, userSession.getRealm())
                .of(userSession.getUser()).stream()
                        .map(OrganizationModel::getAlias)
                        .collect(Collectors.toSet());
    }

    static Set<String> aliases(List<Membership> memberships) {
        return memberships.stream().map(Membership::alias).collect(Collectors.toSet());
    }
}
