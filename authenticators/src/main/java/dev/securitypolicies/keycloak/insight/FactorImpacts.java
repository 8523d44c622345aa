package dev.securitypolicies.keycloak.insight;

import dev.securitypolicies.decision.Comparison;
import dev.securitypolicies.keycloak.mfa.Factors;
import dev.securitypolicies.keycloak.mfa.SecondFactors;
import dev.securitypolicies.keycloak.representation.ImpactRepresentation.FactorImpact;
import dev.securitypolicies.policy.MfaPolicy;
import java.util.ArrayList;
import java.util.List;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Who would have to have a second factor after a change and need none before (R8), as far as there is time to look. */
public final class FactorImpacts {

    private static final int MOST_EXAMPLES = 10;
    private static final int MOST_CLIENTS = 2_000;

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
        boolean nothing = same || !compared.enforcedAfter();
        boolean complete = nothing || new EveryUser(session, realm).look(deadline, this::page);
        return new FactorImpact(
                covered, without, List.copyOf(examples), covered > 0 ? passwordClients() : List.of(), looked, complete);
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

    private void page(KeycloakSession session, RealmModel realm, List<UserModel> users) {
        SecondFactors before =
                new SecondFactors(session, realm, compared.before().mfa());
        SecondFactors after = new SecondFactors(session, realm, compared.after().mfa());
        users.forEach(user -> look(user, before, after));
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
