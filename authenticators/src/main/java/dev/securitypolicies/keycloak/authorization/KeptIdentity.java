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

    private static final RequestScope<Kept> MEMORY = new RequestScope<>("keptIdentity", Kept.class);

    private final KeycloakSession session;

    KeptIdentity(KeycloakSession session) {
        this.session = session;
    }

    /** What is left of an identity; nothing of one that may not come from there at all. */
    private record Kept(Optional<Identity> identity) {}

    /** The identity with fewer roles; one that shows no token as it is. Empty for whoever may not come from there at all: not every policy asks for a role. */
    Optional<Identity> of(Identity identity) {
        RealmModel realm = session.getContext().getRealm();
        boolean restricts =
                new TokenIdentity(identity).isPresent() && KeptRoles.count(session, realm) && !isPreview(identity);
        return new TokenIdentity(identity)
                .token()
                .filter(token -> restricts)
                .map(token -> MEMORY.of(String.valueOf(token.getId())).recallOr(session, () -> pruned(realm, token)))
                .map(Kept::identity)
                .orElseGet(() -> Optional.of(identity));
    }

    /** The admin console evaluates permissions for whom it likes; that shows what is configured, and grants nothing. */
    boolean isPreview(Identity identity) {
        String evaluated = new TokenIdentity(identity)
                .token()
                .map(token -> String.valueOf(token.getId()))
                .orElse("");
        return KeycloakResource.ADMIN.isMatched(session)
                && presented().filter(token -> evaluated.equals(token.getId())).isEmpty();
    }

    /** The token of whoever calls the admin API. */
    Optional<AccessToken> presented() {
        return session.getContext().getBearerToken() instanceof AccessToken token
                ? Optional.of(token)
                : Optional.empty();
    }

    private Kept pruned(RealmModel realm, AccessToken presented) {
        KeptRoles kept = KeptRoles.of(session, realm, presented);
        new PermissionRecords(session, realm).write(presented, kept);
        return new Kept(
                kept.refusal().isPresent()
                        ? Optional.empty()
                        : Optional.of(TokenIdentity.ofChanged(session, presented, kept::retainIn)));
    }
}
