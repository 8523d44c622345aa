package dev.securitypolicies.keycloak.mfa;

import dev.securitypolicies.decision.EnforcedDecision;
import dev.securitypolicies.decision.Enforcement;
import dev.securitypolicies.decision.MfaDecision;
import dev.securitypolicies.decision.MfaDecision.Deferred;
import dev.securitypolicies.decision.MfaDecision.Missing;
import dev.securitypolicies.decision.MfaDecision.NotDemanded;
import dev.securitypolicies.decision.MfaEvidence;
import dev.securitypolicies.decision.MfaRequirement;
import dev.securitypolicies.decision.MfaRule;
import dev.securitypolicies.keycloak.spi.SecurityPolicyProvider;
import dev.securitypolicies.keycloak.subject.RoleGraphs;
import dev.securitypolicies.policy.MfaPolicy;
import java.util.List;
import java.util.Optional;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;

/** R8 for the doors: asks the rule what it says of a user, with what Keycloak knows of them. */
public final class Mfa {

    private Mfa() {}

    /** What the realm's policy says, whether or not it is enforced. Service accounts are exempt. */
    public static MfaDecision judge(KeycloakSession session, RealmModel realm, UserModel user, MfaEvidence evidence) {
        SecurityPolicyProvider policies = SecurityPolicyProvider.of(session);
        MfaPolicy policy = policies.policy(realm).policy().mfa();
        Optional<MfaRequirement> demand = demand(session, realm, user, policy);
        if (demand.isEmpty()) {
            return new NotDemanded();
        }
        long now = Time.currentTimeMillis() / 1_000;
        boolean enforced = policies.enforcement(realm) == Enforcement.ENFORCE;
        long since = enforced ? RequiredSince.of(user) : now;
        return MfaRule.judge(policy, demand.get(), Factors.isEnrolled(user), evidence, since, now);
    }

    /** Why the policy demands a factor of the user; empty if it does not. */
    public static Optional<MfaRequirement> demand(
            KeycloakSession session, RealmModel realm, UserModel user, MfaPolicy policy) {
        if (!policy.demandsAnything() || user.getServiceAccountClientLink() != null) {
            return Optional.empty();
        }
        return MfaRule.demand(
                policy,
                policy.everyone() ? List.of() : RoleGraphs.of(realm, user).all(),
                role -> ManagementRoles.contain(session, realm, role));
    }

    /** The ruling about a request in a session, refused if the address is fine but a factor is missing. */
    public static EnforcedDecision withFactor(
            KeycloakSession session, UserSessionModel userSession, MfaEvidence evidence, EnforcedDecision ruling) {
        if (ruling.refusal().isPresent()) {
            return ruling;
        }
        MfaDecision verdict = judge(session, userSession.getRealm(), userSession.getUser(), evidence);
        if (verdict instanceof Deferred && ruling.isEnforced()) {
            EvidenceNotes.putOff(userSession);
        }
        return refusedIfMissing(ruling, verdict);
    }

    /** The same for a user whose session may be unknown. */
    public static EnforcedDecision withFactor(
            KeycloakSession session, RealmModel realm, UserModel user, MfaEvidence evidence, EnforcedDecision ruling) {
        if (ruling.refusal().isPresent()) {
            return ruling;
        }
        return refusedIfMissing(ruling, judge(session, realm, user, evidence));
    }

    private static EnforcedDecision refusedIfMissing(EnforcedDecision ruling, MfaDecision verdict) {
        return verdict instanceof Missing missing ? ruling.refusedFor(missing.reason()) : ruling;
    }
}
