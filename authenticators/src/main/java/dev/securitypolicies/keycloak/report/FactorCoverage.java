package dev.securitypolicies.keycloak.report;

import dev.securitypolicies.decision.AdminRoles;
import dev.securitypolicies.decision.MfaRule;
import dev.securitypolicies.decision.SecondFactor;
import dev.securitypolicies.keycloak.insight.EveryUser;
import dev.securitypolicies.keycloak.mfa.Factors;
import dev.securitypolicies.keycloak.mfa.SecondFactors;
import dev.securitypolicies.keycloak.representation.ReportRepresentation.Coverage;
import dev.securitypolicies.keycloak.subject.AdministrativeRoles;
import dev.securitypolicies.keycloak.subject.RoleGraphs;
import dev.securitypolicies.policy.MfaPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Who must have a second factor under the policy in force, and who has one, as far as there is time to look. */
public final class FactorCoverage {

    private static final int MOST_NAMED = 100;

    private final KeycloakSession session;
    private final RealmModel realm;
    private final MfaPolicy policy;
    private final List<String> adminsWithout = new ArrayList<>();
    private int users;
    private int required;
    private int requiredWithFactor;
    private int withApp;
    private int withPasskey;
    private int inGrace;
    private int admins;

    /** Of a realm's users. */
    public FactorCoverage(KeycloakSession session, RealmModel realm, MfaPolicy policy) {
        this.session = session;
        this.realm = realm;
        this.policy = policy;
    }

    /** Looks at the users, page by page, until then in the nanoseconds of {@link System#nanoTime}. */
    public Coverage look(long deadline) {
        boolean complete = new EveryUser(session, realm).look(deadline, this::page);
        return new Coverage(
                users,
                required,
                requiredWithFactor,
                withApp,
                withPasskey,
                inGrace,
                admins,
                adminsWithout.stream().sorted().toList(),
                complete);
    }

    private void page(KeycloakSession session, RealmModel realm, List<UserModel> users) {
        SecondFactors factors = new SecondFactors(session, realm, policy);
        AdminRoles adminRoles = new AdministrativeRoles(session).of(realm);
        users.forEach(user -> look(
                user,
                factors.of(user, false),
                MfaRule.administers(policy, RoleGraphs.of(realm, user).all(), adminRoles)));
    }

    private void look(UserModel user, SecondFactor factor, boolean administers) {
        Set<String> kinds = Factors.enrolled(user);
        boolean must = factor.requirement().isPresent();
        boolean has = !kinds.isEmpty();
        users++;
        withApp += kinds.contains(Factors.AUTHENTICATOR_APP) ? 1 : 0;
        withPasskey += kinds.stream().anyMatch(kind -> !kind.equals(Factors.AUTHENTICATOR_APP)) ? 1 : 0;
        required += must ? 1 : 0;
        requiredWithFactor += must && has ? 1 : 0;
        inGrace += must && !has && mayPutOff(factor) ? 1 : 0;
        admins += administers ? 1 : 0;
        if (administers && !has && adminsWithout.size() < MOST_NAMED) {
            adminsWithout.add(user.getUsername());
        }
    }

    private boolean mayPutOff(SecondFactor factor) {
        long grace = Duration.ofDays(policy.graceDays()).toSeconds();
        return grace > 0 && Time.currentTimeMillis() / 1_000 < factor.requiredSince() + grace;
    }
}
