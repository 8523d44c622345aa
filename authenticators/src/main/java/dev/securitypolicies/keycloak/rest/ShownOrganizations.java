package dev.securitypolicies.keycloak.rest;

import dev.securitypolicies.decision.Membership;
import dev.securitypolicies.decision.MfaRequirement;
import dev.securitypolicies.keycloak.compat.RealmOrganizations;
import org.keycloak.models.OrganizationModel;
import org.keycloak.organization.OrganizationProvider;

/** Which organizations the caller may see: who may not see one learns nothing about it. */
final class ShownOrganizations {

    private final AdminRequest request;

    ShownOrganizations(AdminRequest request) {
        this.request = request;
    }

    boolean contain(Membership membership) {
        return new RealmOrganizations(request.session(), request.realm())
                .byId(membership.id())
                .filter(request.auth().orgs()::canView)
                .isPresent();
    }

    /** Why a second factor is required, without the name of an organization that the caller may not see. */
    String code(MfaRequirement requirement) {
        return requirement instanceof MfaRequirement.OfOrganization organization && !isShown(organization.alias())
                ? "organization"
                : requirement.code();
    }

    private boolean isShown(String alias) {
        OrganizationModel organization =
                request.session().getProvider(OrganizationProvider.class).getByAlias(alias);
        return organization != null && request.auth().orgs().canView(organization);
    }
}
