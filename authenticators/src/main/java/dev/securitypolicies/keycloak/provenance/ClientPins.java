package dev.securitypolicies.keycloak.provenance;

import dev.securitypolicies.ip.AddressSet;
import dev.securitypolicies.keycloak.mfa.SessionEvidence;
import dev.securitypolicies.keycloak.spi.SecurityPolicyProvider;
import dev.securitypolicies.keycloak.subject.ClientAllowlist;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;

/**
 * From where a session may be used that nobody has begun in a browser: it is as good as the API token of its client, and goes no further than the
 * client's allowlist (R4), whichever other client a token is exchanged for.
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
                SecurityPolicyProvider.of(session).policy(realm).policy().ip());
    }

    /** Of a direct grant through the client, whose session is yet to begin. */
    public Optional<AddressSet> of(ClientModel client) {
        return lists.of(client);
    }

    /** Of a session that goes on at this client; empty if a browser has begun it, or if no client of the session has a list. */
    public Optional<AddressSet> of(UserSessionModel userSession, Optional<ClientModel> client) {
        if (SessionEvidence.of(session, userSession).browser().isPresent()) {
            return Optional.empty();
        }
        Stream<ClientModel> begun = userSession.getAuthenticatedClientSessions().keySet().stream()
                .map(realm::getClientById)
                .filter(Objects::nonNull);
        return Stream.concat(client.stream(), begun)
                .flatMap(found -> lists.of(found).stream())
                .reduce(AddressSet::intersection);
    }
}
