package dev.securitypolicies.keycloak.insight;

import dev.securitypolicies.decision.Comparison;
import dev.securitypolicies.keycloak.compat.ReadApart;
import dev.securitypolicies.keycloak.mfa.Factors;
import dev.securitypolicies.keycloak.mfa.SecondFactors;
import dev.securitypolicies.keycloak.representation.ImpactRepresentation.FactorImpact;
import dev.securitypolicies.policy.MfaPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Who would have to have a second factor after a change and need none before (R8), as far as there is time to look. */
public final class FactorImpacts {

    private static final int MOST_EXAMPLES = 10;
    private static final int MOST_CLIENTS = 2_000;
    private static final int PAGE = 500;

    private final KeycloakSession session;
    private final RealmModel realm;
    private final Comparison compared;
    private final boolean same;
    private final List<String> examples = new ArrayList<>();
    private int covered;
    private int without;
    private int looked;

    /** Under two policies. */
    public FactorImpacts(KeycloakSession session, RealmModel realm, Comparison compared) {
        MfaPolicy was = compared.before().mfa();
        MfaPolicy is = compared.after().mfa();
        this.session = session;
        this.realm = realm;
        this.compared = compared;
        this.same = compared.enforcedBefore() == compared.enforcedAfter()
                && was.everyone() == is.everyone()
                && was.admins() == is.admins()
                && was.roles().equals(is.roles())
                && was.adminRoles().equals(is.adminRoles());
    }

    /** Looks at the users, page by page, until then in the nanoseconds of {@link System#nanoTime}. */
    public FactorImpact look(long deadline) {
        boolean more = !same && compared.enforcedAfter();
        for (int first = 0; more && System.nanoTime() - deadline < 0; first += PAGE) {
            int from = first;
            more = new ReadApart(session, realm).read((own, same) -> page(own, same, from)) > 0;
        }
        return new FactorImpact(
                covered, without, List.copyOf(examples), covered > 0 ? passwordClients() : List.of(), looked, !more);
    }

    /** A direct grant shows a password, and the factor only if its application asks for one. */
    private List<String> passwordClients() {
        return realm.getClientsStream(0, MOST_CLIENTS)
                .filter(client -> client.isEnabled() && client.isDirectAccessGrantsEnabled())
                .map(ClientModel::getClientId)
                .sorted()
                .limit(MOST_EXAMPLES)
                .toList();
    }

    private int page(KeycloakSession session, RealmModel realm, int first) {
        SecondFactors before =
                new SecondFactors(session, realm, compared.before().mfa());
        SecondFactors after = new SecondFactors(session, realm, compared.after().mfa());
        List<UserModel> users = session.users()
                .searchForUserStream(realm, Map.of(UserModel.INCLUDE_SERVICE_ACCOUNT, "false"), first, PAGE)
                .toList();
        users.forEach(user -> look(user, before, after));
        return users.size();
    }

    private void look(UserModel user, SecondFactors before, SecondFactors after) {
        looked++;
        if ((compared.enforcedBefore() && before.requirement(user).isPresent())
                || after.requirement(user).isEmpty()) {
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
