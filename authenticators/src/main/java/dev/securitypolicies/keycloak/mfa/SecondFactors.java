package dev.securitypolicies.keycloak.mfa;

import dev.securitypolicies.decision.Membership;
import dev.securitypolicies.decision.MfaRequirement;
import dev.securitypolicies.decision.MfaRule;
import dev.securitypolicies.decision.Role;
import dev.securitypolicies.decision.SecondFactor;
import dev.securitypolicies.keycloak.spi.SecurityPolicyProvider;
import dev.securitypolicies.keycloak.subject.AdministrativeRoles;
import dev.securitypolicies.keycloak.subject.Memberships;
import dev.securitypolicies.keycloak.subject.RoleGraphs;
import dev.securitypolicies.policy.IpPolicy;
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
        if (user.getServiceAccountClientLink() != null) {
            return Optional.empty();
        }
        List<Membership> organizations = policy.everyone() ? List.of() : organizations(user);
        boolean demanded = policy.demandsAnything()
                || organizations.stream()
                        .anyMatch(membership -> membership.organization().factorRequired());
        return demanded
                ? MfaRule.requirement(policy, roles(user), new AdministrativeRoles(session).of(realm), organizations)
                : Optional.empty();
    }

    /** Asked only where roles can make a difference. */
    private List<Role> roles(UserModel user) {
        return policy.everyone() || !policy.demandsAnything()
                ? List.of()
                : RoleGraphs.of(realm, user).all();
    }

    private List<Membership> organizations(UserModel user) {
        IpPolicy ip = SecurityPolicyProvider.of(session).policy(realm).policy().ip();
        return new Memberships(session, realm, ip).of(user);
    }
}
