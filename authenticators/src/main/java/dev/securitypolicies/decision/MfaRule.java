package dev.securitypolicies.decision;

import dev.securitypolicies.decision.MfaDecision.Deferred;
import dev.securitypolicies.decision.MfaDecision.Met;
import dev.securitypolicies.decision.MfaDecision.Missing;
import dev.securitypolicies.policy.MfaPolicy;
import dev.securitypolicies.policy.MfaPolicy.Sessions;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** R8: of whom a second factor is demanded, and whether what they have done meets the demand. */
public final class MfaRule {

    private static final long SECONDS_OF_A_DAY = 86_400;

    private MfaRule() {}

    /**
     * Why a factor is demanded of the holder of these roles; empty if it is not. The switches stack; the widest is named.
     *
     * @param held all roles the user holds, by whatever way
     * @param administers whether a role belongs to a management client
     */
    public static Optional<MfaRequirement> demand(
            MfaPolicy policy, Collection<Role> held, Predicate<Role> administers) {
        if (policy.everyone()) {
            return Optional.of(new MfaRequirement.Everyone());
        }
        List<Role> sorted =
                held.stream().sorted(Comparator.comparing(Role::key)).toList();
        Optional<MfaRequirement> admin = sorted.stream()
                .filter(role -> policy.admins()
                        && (administers.test(role) || policy.adminRoles().contains(role.key())))
                .findFirst()
                .map(role -> new MfaRequirement.Admin(role.key()));
        return admin.or(() -> sorted.stream()
                .filter(role -> policy.roles().contains(role.key()))
                .findFirst()
                .map(role -> new MfaRequirement.Listed(role.key())));
    }

    /**
     * Whether the demand is met.
     *
     * @param enrolled whether the user has a factor
     * @param evidence what the user has done
     * @param requiredSince when the rule first applied to the user, in seconds since the epoch
     * @param now in seconds since the epoch
     */
    public static MfaDecision judge(
            MfaPolicy policy,
            MfaRequirement demand,
            boolean enrolled,
            MfaEvidence evidence,
            long requiredSince,
            long now) {
        boolean trusted = evidence.identityProvider()
                .filter(policy.trustedIdentityProviders()::contains)
                .isPresent();
        boolean performed = !evidence.factors().isEmpty();
        return switch (evidence.origin()) {
            case IMPERSONATION -> performed ? new Met(demand) : new Missing(demand, Reason.MFA_NOT_PERFORMED);
            case LOGIN, SESSION, PROVISIONAL, UNSEEN -> {
                if (trusted) {
                    yield new Met(demand);
                }
                if (!enrolled) {
                    yield notEnrolled(policy, demand, requiredSince, now);
                }
                boolean leftAlone =
                        evidence.origin() == MfaEvidence.Origin.SESSION && policy.sessions() == Sessions.ENROLLED;
                yield performed || leftAlone ? new Met(demand) : new Missing(demand, Reason.MFA_NOT_PERFORMED);
            }
        };
    }

    private static MfaDecision notEnrolled(MfaPolicy policy, MfaRequirement demand, long requiredSince, long now) {
        long deadline = requiredSince + policy.graceDays() * SECONDS_OF_A_DAY;
        return now < deadline ? new Deferred(demand, deadline) : new Missing(demand, Reason.MFA_NOT_ENROLLED);
    }
}
