package dev.securitypolicies.keycloak.rest;

import dev.securitypolicies.keycloak.compat.RealmOrganizations;
import dev.securitypolicies.keycloak.representation.OrganizationsRepresentation;
import dev.securitypolicies.keycloak.representation.OrganizationsRepresentation.Organization;
import dev.securitypolicies.keycloak.representation.ProblemRepresentation;
import dev.securitypolicies.keycloak.subject.Memberships;
import dev.securitypolicies.policy.NetworkList;
import dev.securitypolicies.policy.OrganizationCodec.Decoded;
import dev.securitypolicies.policy.Setting;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.OrganizationModel;
import org.keycloak.organization.OrganizationProvider;

/** Looks up what the organizations ask of their members, as far as Keycloak would show them to the caller. */
final class Organizations {

    private static final int MOST = 200;

    private final AdminRequest request;
    private final Memberships memberships;

    Organizations(AdminRequest request) {
        this.request = request;
        this.memberships = new Memberships(
                request.session(),
                request.realm(),
                request.policies().policy(request.realm()).policy().ip());
    }

    /** The one with this id, or those whose name or domain contains the text; all of them without one. */
    OrganizationsRepresentation answer(@Nullable String search) {
        String text = search == null ? "" : search.strip();
        boolean enabled = request.realm().isOrganizationsEnabled();
        if (!new RealmOrganizations(request.session(), request.realm()).areThere()) {
            return new OrganizationsRepresentation(enabled, List.of(), true);
        }
        OrganizationProvider provider = request.session().getProvider(OrganizationProvider.class);
        List<OrganizationModel> found = new RealmOrganizations(request.session(), request.realm())
                .byId(text)
                .map(List::of)
                .orElseGet(() -> provider.getAllStream(text, false, 0, MOST + 1).toList());
        return new OrganizationsRepresentation(
                enabled,
                found.stream()
                        .limit(MOST)
                        .filter(request.auth().orgs()::canView)
                        .map(organization -> organization(provider, organization))
                        .toList(),
                found.size() <= MOST);
    }

    private Organization organization(OrganizationProvider provider, OrganizationModel organization) {
        Decoded decoded = memberships.decode(organization);
        List<String> list = organization.getAttributes().getOrDefault(Setting.IP_SUBSCRIBER.attribute(), List.of());
        return new Organization(
                organization.getId(),
                organization.getAlias(),
                organization.getName(),
                organization.isEnabled(),
                provider.getMembersCount(organization),
                NetworkList.entries(String.join("\n", list)),
                decoded.subscriber().factorRequired(),
                ProblemRepresentation.of(decoded.problems()),
                request.auth().orgs().canManage(organization));
    }
}
