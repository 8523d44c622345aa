package dev.securitypolicies.keycloak.authorization;

import dev.securitypolicies.keycloak.compat.RequestScope;
import dev.securitypolicies.keycloak.issue.KeptRoles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.keycloak.authorization.common.KeycloakIdentity;
import org.keycloak.authorization.identity.Identity;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.resources.admin.AdminRoot;
import org.keycloak.util.JsonSerialization;

/** The identity that a presented token gives its bearer, with the roles only that may be used. */
final class KeptIdentity {

    private static final RequestScope<Identity> MEMORY = new RequestScope<>("keptIdentity", Identity.class);

    private KeptIdentity() {}

    static Identity of(KeycloakSession session, KeycloakIdentity presented) {
        RealmModel realm = session.getContext().getRealm();
        boolean restricts = KeptRoles.count(session, realm) && !isPreview(session, presented);
        AccessToken token = presented.getAccessToken();
        return restricts && token != null
                ? MEMORY.of(String.valueOf(token.getId())).recallOr(session, () -> pruned(session, realm, presented))
                : presented;
    }

    /** The admin console evaluates permissions for whom it likes; that shows what is configured, and grants nothing. */
    static boolean isPreview(KeycloakSession session, KeycloakIdentity identity) {
        boolean administration =
                session.getContext().getUri().getMatchedResources().stream().anyMatch(AdminRoot.class::isInstance);
        String evaluated = identity.getAccessToken() == null
                ? ""
                : String.valueOf(identity.getAccessToken().getId());
        return administration
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

    private static Identity pruned(KeycloakSession session, RealmModel realm, KeycloakIdentity presented) {
        AccessToken copy = copy(presented.getAccessToken());
        KeptRoles kept = KeptRoles.of(session, realm, presented.getAccessToken());
        PermissionRecords.write(session, realm, presented.getAccessToken(), kept);
        kept.retainIn(copy);
        return new KeycloakIdentity(session, copy);
    }

    private static AccessToken copy(AccessToken token) {
        try {
            return JsonSerialization.readValue(JsonSerialization.writeValueAsBytes(token), AccessToken.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
