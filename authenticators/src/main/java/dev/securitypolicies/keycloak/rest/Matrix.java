package dev.securitypolicies.keycloak.rest;

import dev.securitypolicies.decision.Subject;
import dev.securitypolicies.keycloak.insight.AccessMatrix;
import dev.securitypolicies.keycloak.insight.CompositeRoles;
import dev.securitypolicies.keycloak.insight.Networks;
import dev.securitypolicies.keycloak.representation.MatrixRepresentation;
import dev.securitypolicies.keycloak.representation.NetworksRepresentation.Network;
import dev.securitypolicies.keycloak.subject.Subjects;
import dev.securitypolicies.policy.SecurityPolicy;
import java.util.List;

/** Who can enter from where, as far as the caller may know. */
final class Matrix {

    private final AdminRequest request;
    private final SecurityPolicy policy;
    private final long deadline;

    /** Under a policy of the realm. */
    Matrix(AdminRequest request, SecurityPolicy policy, long deadline) {
        this.request = request;
        this.policy = policy;
        this.deadline = deadline;
    }

    /** Of the policy alone. */
    MatrixRepresentation withoutNetworks() {
        return of(List.of(), request.auth().users().canView());
    }

    /** With the networks of the logins between then and then, in milliseconds since the epoch; for whoever may see users and events. */
    MatrixRepresentation between(long since, long until) {
        List<Network> networks = new Networks(policy, deadline)
                .between(request.session(), request.realm(), since, until, 1)
                .networks();
        return of(networks, true);
    }

    private MatrixRepresentation of(List<Network> networks, boolean users) {
        Subjects subjects = new Subjects(request.session(), request.realm(), policy);
        List<Subject> systems = users
                ? new People(request).serviceAccountUsers().map(subjects::of).toList()
                : List.of();
        return new AccessMatrix(policy, networks).with(systems, new CompositeRoles(request.realm())::parts);
    }
}
