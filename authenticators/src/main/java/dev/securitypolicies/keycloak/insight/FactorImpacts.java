package dev.securitypolicies.keycloak.insight;

import dev.securitypolicies.keycloak.mfa.Factors;
import dev.securitypolicies.keycloak.mfa.SecondFactors;
import dev.securitypolicies.keycloak.representation.ImpactRepresentation.FactorImpact;
import dev.securitypolicies.policy.SecurityPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Who would have to have a second factor after a change and need none before (R8), as far as there is time to look. */
public final class FactorImpacts {

    private static final int MOST_EXAMPLES = 10;
    private static final int PAGE = 500;
    private static final long NANOS_OF_A_SECOND = 1_000_000_000L;

    private final KeycloakSession session;
    private final RealmModel realm;
    private final SecondFactors before;
    private final SecondFactors after;
    private final boolean same;
    private final List<String> examples = new ArrayList<>();
    private int covered;
    private int without;
    private int looked;

    /** Under two policies. */
    public FactorImpacts(KeycloakSession session, RealmModel realm, SecurityPolicy before, SecurityPolicy after) {
        this.session = session;
        this.realm = realm;
        this.before = new SecondFactors(session, realm, before.mfa());
        this.after = new SecondFactors(session, realm, after.mfa());
        this.same = before.mfa().everyone() == after.mfa().everyone()
                && before.mfa().admins() == after.mfa().admins()
                && before.mfa().roles().equals(after.mfa().roles())
                && before.mfa().adminRoles().equals(after.mfa().adminRoles());
    }

    /** Looks at the users, page by page, for at most so long. */
    public FactorImpact look(int seconds) {
        long deadline = System.nanoTime() + seconds * NANOS_OF_A_SECOND;
        boolean more = !same;
        for (int first = 0; more && System.nanoTime() < deadline; first += PAGE) {
            List<UserModel> page = session.users()
                    .searchForUserStream(realm, Map.of(UserModel.INCLUDE_SERVICE_ACCOUNT, "false"), first, PAGE)
                    .toList();
            page.forEach(this::look);
            more = page.size() == PAGE;
        }
        return new FactorImpact(covered, without, List.copyOf(examples), looked, !more);
    }

    private void look(UserModel user) {
        looked++;
        if (before.requirement(user).isPresent() || after.requirement(user).isEmpty()) {
            return;
        }
        covered++;
        if (!Factors.isEnrolled(user)) {
            without++;
            if (examples.size() < MOST_EXAMPLES) {
                examples.add(user.getUsername());
            }
        }
    }
}
