package dev.securitypolicies.keycloak.subject;

import dev.securitypolicies.ip.AddressSet;
import dev.securitypolicies.keycloak.spi.SecurityPolicyProvider;
import dev.securitypolicies.policy.IpPolicy;
import dev.securitypolicies.policy.NetworkList;
import java.util.Optional;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;

/**
 * The allowlist of a client: from where its service account may come, and whoever logs in through it without a browser (R4). It only ever adds
 * a restriction, and stands for the IP group that R5 requires.
 */
public final class ClientAllowlist {

    /** The client attribute: address ranges and references to IP groups. */
    public static final String ATTRIBUTE = "securityPolicy.ip.allowlist";

    private final KeycloakSession session;
    private final IpPolicy ip;

    /** With the IP groups of this policy. */
    public ClientAllowlist(KeycloakSession session, IpPolicy ip) {
        this.session = session;
        this.ip = ip;
    }

    /** The list as it was read; empty if the client has none. */
    public Optional<NetworkList> read(ClientModel client) {
        return text(client).map(text -> SecurityPolicyProvider.of(session).list(text, ip));
    }

    /** The addresses in it; empty if the client has no list. */
    public Optional<AddressSet> of(ClientModel client) {
        return read(client).map(NetworkList::addresses);
    }

    /** What was written; empty if nothing was. */
    public static Optional<String> text(ClientModel client) {
        return Optional.ofNullable(client.getAttribute(ATTRIBUTE))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }
}
