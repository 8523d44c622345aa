package dev.securitypolicies.keycloak.compat;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.AccessToken.Access;
import org.keycloak.utils.RoleResolveUtil;

/** The roles that Keycloak has resolved for the tokens of one request. All stock mappers read them, so what is removed here is gone. */
public final class ResolvedRoles {

    private final KeycloakSession session;
    private final ClientSessionContext context;

    public ResolvedRoles(KeycloakSession session, ClientSessionContext context) {
        this.session = session;
        this.context = context;
    }

    /** The realm roles; null if there are none. */
    public @Nullable Access ofRealm() {
        return RoleResolveUtil.getResolvedRealmRoles(session, context, false);
    }

    /** The roles of one client; null if there are none. */
    public @Nullable Access ofClient(String clientId) {
        return RoleResolveUtil.getResolvedClientRoles(session, context, clientId, false);
    }

    /** The roles of all clients by their ids. */
    public Map<String, Access> ofClients() {
        return RoleResolveUtil.getAllResolvedClientRoles(session, context);
    }
}
