package dev.securitypolicies.keycloak.token;

import dev.securitypolicies.keycloak.compat.StockMappers;
import dev.securitypolicies.keycloak.issue.OrganizationClaims;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.protocol.oidc.token.TokenPostProcessorContext;

/**
 * The last word on withheld organizations (R17) in a token response. Their claims are left out by the mappers; what is left is the scope by
 * which one was asked for, and what Keycloak lets a refresh token say.
 */
final class LeftOutOrganizations {

    private final KeycloakSession session;
    private final ClientSessionContext context;

    LeftOutOrganizations(KeycloakSession session, ClientSessionContext context) {
        this.session = session;
        this.context = context;
    }

    void finish(TokenPostProcessorContext response) {
        OrganizationClaims withheld = OrganizationClaims.of(session, context);
        if (withheld.isEmpty()) {
            return;
        }
        Set<String> lost = context.getClientScopesStream()
                .filter(LeftOutOrganizations::namesOrganizations)
                .map(ClientScopeModel::getName)
                .filter(withheld::isNamedBy)
                .collect(Collectors.toSet());
        ResponseScopeFilter.remember(session, lost);
        Stream.ofNullable(response.accessToken())
                .forEach(token -> token.setScope(GrantedScope.without(lost, token.getScope())));
        Stream.ofNullable(response.refreshToken())
                .forEach(token -> withheld.prune(token, List.of(OAuth2Constants.ORGANIZATION)));
    }

    private static boolean namesOrganizations(ClientScopeModel scope) {
        List<ProtocolMapperModel> mappers = scope.getProtocolMapperByType(StockMappers.ORGANIZATIONS);
        return mappers != null && !mappers.isEmpty();
    }
}
