package dev.securitypolicies.keycloak.provenance;

import dev.securitypolicies.ip.AddressSet;
import dev.securitypolicies.keycloak.mfa.SessionEvidence;
import dev.securitypolicies.keycloak.spi.SecurityPolicyProvider;
import dev.securitypolicies.keycloak.subject.ClientAllowlist;
import java.util.Optional;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;

/**
 * From where a session may be used that a direct grant has begun: it is as good as the API token of its client, and goes no further than the
 * client's allowlist (R4), whichever other client a token is exchanged for. The client is sealed into the session's evidence, which its transient and
 * offline copies take with them.
 */
public final class ClientPins {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final ClientAllowlist lists;

    /** In a realm. */
    public ClientPins(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
        this.lists = new ClientAllowlist(
                session,
                realm,
                SecurityPolicyProvider.of(session).policy(realm).policy().ip());
    }

    /** Of a direct grant through the client, whose session is yet to begin. */
    public Optional<AddressSet> of(ClientModel client) {
        return lists.of(client);
    }

    /** Of a session that goes on; empty if no direct grant has begun it, or if its client has no list. With its client, what it was granted is gone. */
    public Optional<AddressSet> of(UserSessionModel userSession) {
        return SessionEvidence.of(session, userSession).grantedTo().flatMap(this::ofId);
    }

    /** Of whatever goes by the client with this id, as Keycloak has it; no address if there is no such client. */
    public Optional<AddressSet> ofId(String grantedTo) {
        ClientModel client = realm.getClientById(grantedTo);
        return client == null ? Optional.of(AddressSet.NONE) : lists.of(client);
    }
}
