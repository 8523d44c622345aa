package dev.securitypolicies.keycloak.authorization;

import dev.securitypolicies.keycloak.compat.KeycloakResource;
import dev.securitypolicies.keycloak.compat.RequestScope;
import dev.securitypolicies.keycloak.compat.TokenIdentity;
import dev.securitypolicies.keycloak.issue.KeptRoles;
import java.util.Optional;
import org.keycloak.authorization.identity.Identity;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.AccessToken;

/** The identity that a presented token gives its bearer, with the roles only that may be used. */
final class KeptIdentity {

    private static final RequestScope<Identity> MEMORY = new RequestScope<>("keptIdentity", Identity.class);

    private KeptIdentity() {}

    /** The identity with fewer roles; one that shows no token as it is. */
    static Identity of(KeycloakSession session, Identity identity) {
        RealmModel realm = session.getContext().getRealm();
        boolean restricts =
                TokenIdentity.is(identity) && KeptRoles.count(session, realm) && !isPreview(session, identity);
        return TokenIdentity.token(identity)
                .filter(token -> restricts)
                .map(token ->
                        MEMORY.of(String.valueOf(token.getId())).recallOr(session, () -> pruned(session, realm, token)))
                .orElse(identity);
    }

    /** The admin console evaluates permissions for whom it likes; that shows what is configured, and grants nothing. */
    static boolean isPreview(KeycloakSession session, Identity identity) {
        String evaluated = TokenIdentity.token(identity)
                .map(token -> String.valueOf(token.getId()))
                .orElse("");
        return KeycloakResource.ADMIN.isMatched(session)
                && presentedBy(session)
                        .filter(token -> evaluated.equals(token.getId()))
                        .isEmpty();
    }

    /** The token of whoever calls the admin API. */
    static Optional<AccessToken> presentedBy(KeycloakSession session) {
        return session.getContext().getBearerToken() instanceof AccessToken token
                ? Optional.of(token)
                : Optional.empty();
    }

    private static Identity pruned(KeycloakSession session, RealmModel realm, AccessToken presented) {
        KeptRoles kept = KeptRoles.of(session, realm, presented);
        PermissionRecords.write(session, realm, presented, kept);
        return TokenIdentity.changed(session, presented, kept::retainIn);
    }
}
