package dev.securitypolicies.keycloak.rest;

import dev.securitypolicies.keycloak.findings.DanglingReferences;
import dev.securitypolicies.keycloak.flow.FlowProblems;
import dev.securitypolicies.keycloak.representation.StatusRepresentation.Finding;
import dev.securitypolicies.keycloak.representation.StatusRepresentation.Severity;
import dev.securitypolicies.keycloak.subject.Memberships;
import dev.securitypolicies.policy.AttributeCodec.Decoded;
import dev.securitypolicies.policy.PolicyReview;
import dev.securitypolicies.policy.SecurityPolicy;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What deserves attention in a policy, saved or not. */
final class PolicyFindings {

    private static final Set<String> NOTES =
            Set.of("shadowed-entry", "unused-group", "wide-range", "flow-asks-where-exempt");

    private final AdminRequest request;

    PolicyFindings(AdminRequest request) {
        this.request = request;
    }

    List<Finding> of(Map<String, String> attributes, Decoded decoded, boolean withPeople) {
        Findings findings = new Findings();
        SecurityPolicy policy = decoded.policy();
        decoded.problems()
                .forEach(problem -> findings.add(problem.isAdvice() ? Severity.INFO : Severity.ERROR, problem));
        new DanglingReferences(request.session(), request.realm())
                .in(attributes)
                .forEach(problem -> findings.add(Severity.ERROR, problem));
        new FlowProblems(request.session(), request.realm())
                .of(policy)
                .forEach(problem ->
                        findings.add(NOTES.contains(problem.code()) ? Severity.INFO : Severity.ERROR, problem));
        boolean byOrganizations = new Memberships(request.session(), request.realm(), policy.ip()).requireFactor();
        PolicyReview.of(policy).stream()
                .filter(problem -> !(byOrganizations && problem.code().equals(PolicyReview.EXEMPTS_FROM_NOTHING)))
                .forEach(problem ->
                        findings.add(NOTES.contains(problem.code()) ? Severity.INFO : Severity.WARNING, problem));
        if (withPeople) {
            new PeopleFindings(request, findings).look(policy);
            new TenantFindings(request, findings).look(policy);
        }
        return findings.all();
    }
}
