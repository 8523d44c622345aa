package dev.securitypolicies.keycloak.subject;

import dev.securitypolicies.ip.AddressSet;
import dev.securitypolicies.keycloak.spi.SecurityPolicyProvider;
import dev.securitypolicies.policy.IpPolicy;
import dev.securitypolicies.policy.NetworkList;
import java.util.Optional;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * The allowlist of a client: from where its service account may come, and whoever logs in through it without a browser (R4). It only ever adds
 * a restriction, and stands for the IP group that R5 requires.
 */
public final class ClientAllowlist {

    /** The client attribute: address ranges and references to IP groups. */
    public static final String ATTRIBUTE = "securityPolicy.ip.allowlist";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final IpPolicy ip;

    /** In a realm, with the IP groups of this policy. */
    public ClientAllowlist(KeycloakSession session, RealmModel realm, IpPolicy ip) {
        this.session = session;
        this.realm = realm;
        this.ip = ip;
    }

    /** The list as it was read; empty if the client has none. */
    public Optional<NetworkList> read(ClientModel client) {
        return text(client).map(text -> SecurityPolicyProvider.of(session).list(realm, text, ip));
    }

    /** The addresses in it; empty if the client has no list. */
    public Optional<AddressSet> of(ClientModel client) {
        return read(client).map(NetworkList::addresses);
    }

    /** What was written; empty if nothing was. */
    public static Optional<String> text(ClientModel client) {
        return Optional.ofNullable(client.getAttribute(ATTRIBUTE))
                .filter(text -> !NetworkList.entries(text).isEmpty());
    }
}
