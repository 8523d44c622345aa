package dev.securitypolicies.keycloak.provenance;

import dev.securitypolicies.keycloak.compat.TokenTypes;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.AccessToken.Access;

/** The roles that a token shows, by the keys that a policy knows them by. */
public final class ShownRoles {

    private final KeycloakSession session;
    private final AccessToken token;

    /** The roles of a token of the current realm. */
    public ShownRoles(KeycloakSession session, AccessToken token) {
        this.session = session;
        this.token = token;
    }

    /** The keys; empty for a lightweight token, of which nobody knows what it leaves out. */
    Optional<Set<String>> known() {
        return isLightweight() ? Optional.empty() : Optional.of(keys());
    }

    /** The keys of a token that says nothing of itself: without the names that its client's mappers may have made. */
    Set<String> certain() {
        Set<String> keys = isLightweight() ? new HashSet<>() : keys();
        ClientModel client = token.getIssuedFor() == null
                ? null
                : session.getContext().getRealm().getClientByClientId(token.getIssuedFor());
        if (client != null) {
            keys.removeAll(new ClientMappers(client).renames().values());
        }
        return keys;
    }

    /** Whether the token is one that is not meant to show what its user may do. */
    public boolean isLightweight() {
        return new TokenTypes(session).isLightweight(token);
    }

    /** What stands in the token. */
    public Set<String> keys() {
        Set<String> keys = new HashSet<>();
        add(keys, "", token.getRealmAccess());
        token.getResourceAccess().forEach((client, access) -> add(keys, client + ".", access));
        return keys;
    }

    private static void add(Set<String> keys, String prefix, @Nullable Access access) {
        if (access != null && access.getRoles() != null) {
            access.getRoles().forEach(role -> keys.add(prefix + role));
        }
    }
}
