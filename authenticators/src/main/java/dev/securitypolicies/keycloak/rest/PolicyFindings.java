package dev.securitypolicies.keycloak.rest;

import dev.securitypolicies.keycloak.findings.DanglingReferences;
import dev.securitypolicies.keycloak.flow.FlowProblems;
import dev.securitypolicies.keycloak.representation.StatusRepresentation.Finding;
import dev.securitypolicies.keycloak.representation.StatusRepresentation.Severity;
import dev.securitypolicies.keycloak.subject.ClientAllowlist;
import dev.securitypolicies.keycloak.subject.Memberships;
import dev.securitypolicies.policy.AttributeCodec.Decoded;
import dev.securitypolicies.policy.IpPolicy;
import dev.securitypolicies.policy.NetworkList;
import dev.securitypolicies.policy.PolicyReview;
import dev.securitypolicies.policy.Problem;
import dev.securitypolicies.policy.SecurityPolicy;
import dev.securitypolicies.policy.Setting;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What deserves attention in a policy, saved or not. */
final class PolicyFindings {

    private static final Set<String> NOTES =
            Set.of("shadowed-entry", "unused-group", "wide-range", "flow-asks-where-exempt");

    private static final int MOST_TENANTS = 10_000;

    private final AdminRequest request;
    private @Nullable Set<String> tenantGroups;

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
                .filter(problem ->
                        !problem.code().equals(PolicyReview.UNUSED_GROUP) || !(withPeople && isUsedByTenants(problem)))
                .forEach(problem ->
                        findings.add(NOTES.contains(problem.code()) ? Severity.INFO : Severity.WARNING, problem));
        if (withPeople) {
            new PeopleFindings(request, findings).look(policy);
            new TenantFindings(request, findings).look(policy);
        }
        return findings.all();
    }

    /** Organizations and clients have lists as well, and those may refer to a group that no list of the realm does. */
    private boolean isUsedByTenants(Problem problem) {
        return problem.location()
                .key()
                .filter(group -> tenantGroups().contains(group))
                .isPresent();
    }

    private Set<String> tenantGroups() {
        if (tenantGroups == null) {
            Stream<String> ofOrganizations = new Memberships(request.session(), request.realm(), IpPolicy.NONE)
                    .withPolicy(MOST_TENANTS)
                    .map(organization -> String.join(
                            "\n",
                            organization.getAttributes().getOrDefault(Setting.IP_SUBSCRIBER.attribute(), List.of())));
            Stream<String> ofClients = new People(request)
                    .clientsWithList()
                    .map(client -> ClientAllowlist.text(client).orElse(""));
            tenantGroups = Stream.concat(ofOrganizations, ofClients)
                    .flatMap(text -> NetworkList.entries(text).stream())
                    .filter(entry -> entry.startsWith("@"))
                    .map(entry -> entry.substring(1))
                    .collect(Collectors.toSet());
        }
        return tenantGroups;
    }
}
