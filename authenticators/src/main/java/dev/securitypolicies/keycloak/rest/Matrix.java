package dev.securitypolicies.keycloak.rest;

import dev.securitypolicies.decision.AdminRoles;
import dev.securitypolicies.decision.MfaRule;
import dev.securitypolicies.decision.Subject;
import dev.securitypolicies.keycloak.compat.MasterRealm;
import dev.securitypolicies.keycloak.insight.AccessMatrix;
import dev.securitypolicies.keycloak.insight.CompositeRoles;
import dev.securitypolicies.keycloak.representation.MatrixRepresentation;
import dev.securitypolicies.keycloak.representation.NetworksRepresentation.Network;
import dev.securitypolicies.keycloak.subject.AdministrativeRoles;
import dev.securitypolicies.keycloak.subject.Subjects;
import dev.securitypolicies.policy.SecurityPolicy;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.Constants;

/** Who can enter from where, as far as the caller may know and there is time. */
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

    /** With the networks that people were seen in. */
    MatrixRepresentation with(List<Network> networks) {
        CompositeRoles composites = new CompositeRoles(request.realm());
        AdminRoles adminRoles = new AdministrativeRoles(request.session()).of(request.realm());
        Optional<List<Subject>> accounts = maySee() ? serviceAccounts() : Optional.empty();
        MatrixRepresentation matrix = new AccessMatrix(policy, networks)
                .of(new AccessMatrix.Facts(
                        accounts,
                        composites::parts,
                        role -> MfaRule.requirement(policy.mfa(), composites.closure(role), adminRoles, List.of())
                                .isPresent(),
                        administrator()));
        boolean complete = matrix.complete() && accounts.isPresent() == maySee();
        return new MatrixRepresentation(matrix.columns(), matrix.rows(), complete);
    }

    /** What holds of all of them can be said only by who sees all of them. */
    private boolean maySee() {
        return request.auth().users().canView() && request.auth().clients().canView();
    }

    private Optional<List<Subject>> serviceAccounts() {
        People people = new People(request);
        Subjects subjects = new Subjects(request.session(), request.realm(), policy);
        List<Subject> all = people.serviceAccountUsers()
                .takeWhile(user -> System.nanoTime() - deadline < 0)
                .map(subjects::of)
                .toList();
        return Optional.of(all).filter(seen -> !people.isCut() && System.nanoTime() - deadline < 0);
    }

    private String administrator() {
        return MasterRealm.is(request.realm())
                ? org.keycloak.models.AdminRoles.ADMIN
                : Constants.REALM_MANAGEMENT_CLIENT_ID + "." + org.keycloak.models.AdminRoles.REALM_ADMIN;
    }
}
