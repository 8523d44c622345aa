package dev.securitypolicies.keycloak.token;

import dev.securitypolicies.keycloak.compat.RealmOrganizations;
import dev.securitypolicies.keycloak.issue.OrganizationClaims;
import java.util.Optional;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.OrganizationModel;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.organization.protocol.mappers.oidc.OrganizationMembershipMapper;
import org.keycloak.protocol.ProtocolMapperUtils;
import org.keycloak.representations.IDToken;

/** The stock mapper "Organization Membership" under its own id: withheld organizations are left out (R17). */
public final class PolicyOrganizationMapper extends OrganizationMembershipMapper {

    @Override
    protected void setClaim(
            IDToken token,
            ProtocolMapperModel mapper,
            UserSessionModel userSession,
            KeycloakSession session,
            ClientSessionContext context) {
        OrganizationClaims withheld = OrganizationClaims.of(session, context);
        OrganizationModel chosen = session.getContext().getOrganization();
        if (chosen == null && isForOne(mapper) && !withheld.isEmpty()) {
            kept(withheld, userSession, session, context).ifPresent(first -> {
                session.getContext().setOrganization(first);
                try {
                    super.setClaim(token, mapper, userSession, session, context);
                } finally {
                    session.getContext().setOrganization(null);
                }
            });
        } else if (chosen == null || !withheld.contain(chosen.getAlias())) {
            super.setClaim(token, mapper, userSession, session, context);
        }
        withheld.prune(
                token, OrganizationClaims.path(mapper.getConfig())); // one that is looked at has the claim already
    }

    /** Keycloak writes the first of several where there is place for one, and it must not be a withheld one. */
    private static boolean isForOne(ProtocolMapperModel mapper) {
        return "false".equals(mapper.getConfig().get(ProtocolMapperUtils.MULTIVALUED));
    }

    private static Optional<OrganizationModel> kept(
            OrganizationClaims withheld,
            UserSessionModel userSession,
            KeycloakSession session,
            ClientSessionContext context) {
        return new RealmOrganizations(session, userSession.getRealm())
                .granted(userSession.getUser(), context.getScopeString(true)).stream()
                        .filter(organization -> !withheld.contain(organization.getAlias()))
                        .findFirst();
    }
}
