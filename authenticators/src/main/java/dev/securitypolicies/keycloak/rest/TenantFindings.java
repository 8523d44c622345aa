package dev.securitypolicies.keycloak.rest;

import dev.securitypolicies.decision.AccessSets;
import dev.securitypolicies.ip.AddressSet;
import dev.securitypolicies.keycloak.representation.StatusRepresentation.Severity;
import dev.securitypolicies.keycloak.subject.ClientAllowlist;
import dev.securitypolicies.keycloak.subject.Memberships;
import dev.securitypolicies.policy.NetworkList;
import dev.securitypolicies.policy.OrganizationCodec.Decoded;
import dev.securitypolicies.policy.SecurityPolicy;
import java.util.Optional;
import org.keycloak.models.ClientModel;
import org.keycloak.models.OrganizationModel;

/** What deserves attention in the lists that organizations (R17) and clients (R4) carry themselves. */
final class TenantFindings {

    private static final int MOST = 500;

    private final AdminRequest request;
    private final Findings findings;

    TenantFindings(AdminRequest request, Findings findings) {
        this.request = request;
        this.findings = findings;
    }

    void look(SecurityPolicy policy) {
        Memberships memberships = new Memberships(request.session(), request.realm(), policy.ip());
        AddressSet anybody = AccessSets.anybody(policy.ip());
        memberships.withPolicy(MOST).filter(request.auth().orgs()::canView).forEach(organization -> {
            Decoded decoded = memberships.decode(organization);
            decoded.problems()
                    .forEach(problem -> findings.add(
                            Severity.ERROR,
                            "organization-" + problem.code(),
                            of(organization) + ": " + problem.message(),
                            problem.hint()));
            decoded.subscriber()
                    .addresses()
                    .filter(list -> list.intersection(anybody).isEmpty())
                    .ifPresent(list -> findings.add(
                            Severity.WARNING,
                            "organization-nobody-enters",
                            of(organization)
                                    + ": no address of its list is one from which anybody may log in to the realm",
                            "correct its list, or those of the realm"));
        });
        if (!request.realm().isOrganizationsEnabled() && memberships.areSet()) {
            findings.add(
                    Severity.WARNING,
                    "organizations-off",
                    "organizations have lists or require a second factor, and the realm does not use organizations",
                    "switch organizations on, or remove the attributes");
        }
        new People(request)
                .clientsWithList()
                .filter(request.auth().clients()::canView)
                .forEach(client -> client(policy, client));
    }

    private void client(SecurityPolicy policy, ClientModel client) {
        Optional<NetworkList> list = new ClientAllowlist(request.session(), request.realm(), policy.ip()).read(client);
        list.ifPresent(read -> read.faults()
                .forEach(fault -> findings.add(
                        Severity.ERROR,
                        "client-bad-entry",
                        "the allowlist of the client `" + client.getClientId() + "`: " + fault.message(),
                        fault.hint())));
    }

    private static String of(OrganizationModel organization) {
        return "the organization `" + organization.getAlias() + "`";
    }
}
