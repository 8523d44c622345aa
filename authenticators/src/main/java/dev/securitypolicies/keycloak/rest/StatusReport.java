package dev.securitypolicies.keycloak.rest;

import dev.securitypolicies.ip.ClientAddress;
import dev.securitypolicies.keycloak.address.RequestAddress;
import dev.securitypolicies.keycloak.findings.DanglingReferences;
import dev.securitypolicies.keycloak.flow.FlowProblems;
import dev.securitypolicies.keycloak.representation.StatusRepresentation;
import dev.securitypolicies.keycloak.representation.StatusRepresentation.Caller;
import dev.securitypolicies.keycloak.representation.StatusRepresentation.Enforced;
import dev.securitypolicies.keycloak.representation.StatusRepresentation.Severity;
import dev.securitypolicies.keycloak.spi.SecurityPolicyProvider;
import dev.securitypolicies.keycloak.store.StoredPolicy;
import dev.securitypolicies.policy.AttributeCodec.Decoded;
import dev.securitypolicies.policy.PolicyReview;
import dev.securitypolicies.policy.SecurityPolicy;
import java.util.Map;
import java.util.Set;
import org.keycloak.models.RealmModel;

/** What is enforced, everything that deserves attention, and how the server sees the caller. */
final class StatusReport {

    private static final Set<String> NOTES = Set.of("shadowed-entry", "unused-group", "wide-range");

    private final AdminRequest request;
    private final SecurityPolicyProvider policies;
    private final Decoded decoded;
    private final Findings findings = new Findings();

    StatusReport(AdminRequest request) {
        this.request = request;
        this.policies = request.policies();
        this.decoded = policies.policy(request.realm());
    }

    StatusRepresentation answer() {
        RealmModel realm = request.realm();
        SecurityPolicy policy = decoded.policy();
        Map<String, String> stored = StoredPolicy.settings(realm.getAttributes());
        decoded.problems()
                .forEach(problem -> findings.add(problem.isAdvice() ? Severity.INFO : Severity.ERROR, problem));
        new DanglingReferences(request.session(), realm)
                .in(stored)
                .forEach(problem -> findings.add(Severity.ERROR, problem));
        new FlowProblems(request.session(), realm).of(policy).forEach(problem -> findings.add(Severity.ERROR, problem));
        PolicyReview.of(policy)
                .forEach(problem ->
                        findings.add(NOTES.contains(problem.code()) ? Severity.INFO : Severity.WARNING, problem));
        new ServerFindings(request, findings).look(policy);
        new PeopleFindings(request, findings).look(policy);
        return new StatusRepresentation(
                policies.enforcement(realm).code(), Enforced.of(policy), findings.all(), caller());
    }

    private Caller caller() {
        ClientAddress address = policies.clientAddress();
        RequestAddress.Trace trace = policies.addressTrace();
        return new Caller(
                address.text(), address.derivedFrom(), trace.peer(), trace.header(), trace.lines(), address.hop());
    }
}
