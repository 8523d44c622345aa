package dev.securitypolicies.keycloak.rest;

import dev.securitypolicies.decision.AccessDecision;
import dev.securitypolicies.decision.Membership;
import dev.securitypolicies.decision.PolicyAddress;
import dev.securitypolicies.decision.Role;
import dev.securitypolicies.decision.RoleDecision;
import dev.securitypolicies.decision.RoleDecision.DecidedBy;
import dev.securitypolicies.decision.Subject;
import dev.securitypolicies.keycloak.representation.EvaluationRepresentation.OrganizationVerdict;
import dev.securitypolicies.keycloak.representation.EvaluationRepresentation.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What becomes of what a user holds, as the answer of a what-if says it. */
final class Verdicts {

    private Verdicts() {}

    /** Of each role, by name. */
    static List<Verdict> ofRoles(AccessDecision decision, Subject subject) {
        return decision.roleDecisions().stream()
                .sorted(Comparator.comparing(verdict -> verdict.role().key()))
                .map(verdict -> verdict(verdict, subject.roles().granted()))
                .toList();
    }

    /** Of each organization that asks something of its members. */
    static List<OrganizationVerdict> ofOrganizations(Stream<Membership> memberships, PolicyAddress where) {
        return memberships
                .map(membership -> new OrganizationVerdict(
                        membership.alias(),
                        membership.managed(),
                        membership.isKept(where),
                        membership.organization().factorRequired()))
                .toList();
    }

    private static Verdict verdict(RoleDecision verdict, Set<Role> granted) {
        return new Verdict(
                verdict.role().key(),
                granted.contains(verdict.role()),
                verdict.kept(),
                list(verdict.decidedBy()),
                verdict.role().builtIn());
    }

    private static String list(DecidedBy decidedBy) {
        if (decidedBy instanceof DecidedBy.RoleList roleList) {
            return "role " + roleList.roleKey();
        }
        return decidedBy instanceof DecidedBy.SubscriberList ? "subscriber" : "no list";
    }
}
