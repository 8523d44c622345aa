package dev.securitypolicies.decision;

import dev.securitypolicies.decision.MfaDecision.Deferred;
import dev.securitypolicies.decision.MfaDecision.Exempt;
import dev.securitypolicies.decision.MfaDecision.NotEnrolled;
import dev.securitypolicies.decision.MfaDecision.NotPerformed;
import dev.securitypolicies.decision.MfaDecision.NotRequired;
import dev.securitypolicies.decision.MfaDecision.Satisfied;
import dev.securitypolicies.policy.MfaPolicy;
import dev.securitypolicies.policy.MfaPolicy.Sessions;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** R8, R16 and R17: of whom a second factor is required, and whether what they have shown satisfies it. */
public final class MfaRule {

    private static final long SECONDS_OF_A_DAY = 86_400;
    private static final MfaDecision NOT_REQUIRED = new NotRequired();
    private static final MfaDecision SATISFIED = new Satisfied();

    private MfaRule() {}

    /**
     * Why a factor is required of the holder of these roles; empty if it is not. The switches stack; the widest is named.
     *
     * @param held all roles the user holds, by whatever way
     * @param adminRoles which roles administer
     * @param organizations those that the user belongs to (R17)
     */
    public static Optional<MfaRequirement> requirement(
            MfaPolicy policy, Collection<Role> held, AdminRoles adminRoles, List<Membership> organizations) {
        if (policy.everyone()) {
            return Optional.of(new MfaRequirement.Everyone());
        }
        Optional<MfaRequirement> ofOrganization = organizations.stream()
                .filter(membership -> membership.organization().factorRequired())
                .map(Membership::alias)
                .sorted()
                .findFirst()
                .map(MfaRequirement.OfOrganization::new);
        if (ofOrganization.isPresent()) {
            return ofOrganization;
        }
        List<Role> sorted =
                held.stream().sorted(Comparator.comparing(Role::key)).toList();
        Optional<MfaRequirement> admin = sorted.stream()
                .filter(role -> policy.admins() && administers(policy, role, adminRoles))
                .findFirst()
                .map(role -> new MfaRequirement.Admin(role.key()));
        return admin.or(() -> sorted.stream()
                .filter(role -> policy.roles().contains(role.key()))
                .findFirst()
                .map(role -> new MfaRequirement.Listed(role.key())));
    }

    /** Whether the holder of these roles is an administrator, of whom the factor is asked everywhere (R16). */
    public static boolean administers(MfaPolicy policy, Collection<Role> held, AdminRoles adminRoles) {
        return held.stream().anyMatch(role -> administers(policy, role, adminRoles));
    }

    private static boolean administers(MfaPolicy policy, Role role, AdminRoles adminRoles) {
        return adminRoles.contain(role) || policy.adminRoles().contains(role.key());
    }

    /**
     * Whether the requirement is satisfied.
     *
     * @param factor how the user stands to R8
     * @param evidence what the user has shown
     * @param exempt whether nobody asks for it here (R16)
     * @param now in seconds since the epoch
     */
    public static MfaDecision decide(
            MfaPolicy policy, SecondFactor factor, MfaEvidence evidence, boolean exempt, long now) {
        if (factor.requirement().isEmpty()) {
            return NOT_REQUIRED;
        }
        MfaRequirement requirement = factor.requirement().get();
        boolean performed = !evidence.factors().isEmpty();
        return switch (evidence.origin()) {
            case IMPERSONATION -> performed ? SATISFIED : new NotPerformed(requirement);
            case LOGIN, SESSION, EXEMPTED, PROVISIONAL, UNSEEN -> {
                if (isTrusted(policy, evidence)) {
                    yield SATISFIED;
                }
                if (!factor.enrolled()) {
                    yield notEnrolled(policy, requirement, factor.requiredSince(), now);
                }
                boolean leftAlone =
                        evidence.origin() == MfaEvidence.Origin.SESSION && policy.sessions() == Sessions.ENROLLED;
                if (performed || leftAlone) {
                    yield SATISFIED;
                }
                yield exempt ? new Exempt() : new NotPerformed(requirement);
            }
        };
    }

    /** Whether a provider vouches that counts as a factor in this realm. */
    public static boolean isTrusted(MfaPolicy policy, MfaEvidence evidence) {
        return evidence.identityProvider()
                .filter(policy.trustedIdentityProviders()::contains)
                .isPresent();
    }

    /** A beginning in the future gives no grace: it was not the pack that wrote it. */
    private static MfaDecision notEnrolled(MfaPolicy policy, MfaRequirement requirement, long requiredSince, long now) {
        long since = requiredSince > now ? 0 : requiredSince;
        long deadline = since + policy.graceDays() * SECONDS_OF_A_DAY;
        return now < deadline ? new Deferred(requirement, deadline) : new NotEnrolled(requirement);
    }
}
