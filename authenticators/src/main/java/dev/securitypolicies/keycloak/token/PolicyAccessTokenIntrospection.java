package dev.securitypolicies.keycloak.token;

import dev.securitypolicies.keycloak.issue.KeptRoles;
import dev.securitypolicies.keycloak.provenance.ClientMappers;
import dev.securitypolicies.keycloak.provenance.ProvenanceClaim;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.AccessTokenIntrospectionProvider;
import org.keycloak.representations.AccessToken;

/** Keycloak's introspection of access tokens, without our claim in what it shows: where a token was issued for is nobody's business. */
final class PolicyAccessTokenIntrospection extends AccessTokenIntrospectionProvider<AccessToken> {

    PolicyAccessTokenIntrospection(KeycloakSession session) {
        super(session);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // whether it is another token is the question
    public AccessToken transformAccessToken(AccessToken token, UserSessionModel userSession) {
        AccessToken shown = super.transformAccessToken(token, userSession);
        if (shown == token && KeptRoles.count(session, realm)) {
            // without a session of the token's client Keycloak asks no mapper, and shows the token as it was issued
            KeptRoles kept = KeptRoles.shown(session, realm, token);
            kept.retainIn(shown);
            OrganizationClaims withheld = new OrganizationClaims(kept.withheldOrganizations());
            claimsOf(token.getIssuedFor()).forEach(path -> withheld.prune(shown, path));
        }
        ProvenanceClaim.remove(shown);
        return shown;
    }

    /** Where the mappers of a client name organizations. */
    private Stream<List<String>> claimsOf(@Nullable String clientId) {
        return Stream.ofNullable(clientId)
                .map(realm::getClientByClientId)
                .filter(Objects::nonNull)
                .flatMap(client -> new ClientMappers(client).ofOrganizations())
                .map(PolicyOrganizationMapper::path);
    }
}
