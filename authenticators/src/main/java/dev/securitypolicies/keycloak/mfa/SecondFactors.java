package dev.securitypolicies.keycloak.mfa;

import dev.securitypolicies.decision.MfaRequirement;
import dev.securitypolicies.decision.MfaRule;
import dev.securitypolicies.decision.SecondFactor;
import dev.securitypolicies.keycloak.subject.AdministrativeRoles;
import dev.securitypolicies.keycloak.subject.RoleGraphs;
import dev.securitypolicies.policy.MfaPolicy;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Reads how a user stands to R8, and asks the database only where the policy asks. */
public final class SecondFactors {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final MfaPolicy policy;

    /** As one policy of a realm asks. */
    public SecondFactors(KeycloakSession session, RealmModel realm, MfaPolicy policy) {
        this.session = session;
        this.realm = realm;
        this.policy = policy;
    }

    /**
     * How the user stands.
     *
     * @param noteStart whether the moment at which the rule first applies to the user is noted now
     */
    public SecondFactor of(UserModel user, boolean noteStart) {
        Optional<MfaRequirement> requirement = requirement(user);
        if (requirement.isEmpty()) {
            boolean asks = policy.enrolFrom().isPresent();
            return asks
                    ? new SecondFactor(Optional.empty(), Factors.isEnrolled(user), 0, true)
                    : SecondFactor.NOT_REQUIRED;
        }
        boolean enrolled = Factors.isEnrolled(user);
        long since = new RequiredSince(user).startOrRead(noteStart);
        return new SecondFactor(requirement, enrolled, since, administers(user));
    }

    /** Asked only where it matters. */
    private boolean administers(UserModel user) {
        return policy.exemptFrom().isEmpty()
                || MfaRule.administers(
                        policy, RoleGraphs.of(realm, user).all(), new AdministrativeRoles(session).of(realm));
    }

    /** Why the policy requires a factor of the user; empty if it does not. Service accounts are exempt. */
    public Optional<MfaRequirement> requirement(UserModel user) {
        if (!policy.demandsAnything() || user.getServiceAccountClientLink() != null) {
            return Optional.empty();
        }
        return MfaRule.requirement(
                policy,
                policy.everyone() ? List.of() : RoleGraphs.of(realm, user).all(),
                new AdministrativeRoles(session).of(realm));
    }
}
