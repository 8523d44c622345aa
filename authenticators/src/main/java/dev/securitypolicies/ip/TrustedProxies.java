package dev.securitypolicies.ip;

import dev.securitypolicies.ip.ClientAddress.Derivation;
import java.util.List;
import java.util.Optional;

/**
 * Works out the client's address from the socket peer and the forwarding header. The header counts only if the peer is a
 * trusted proxy; it is then walked from right to left past trusted hops, and the first untrusted one is the client.
 * Whatever a client wrote itself stands further left and is never reached.
 *
 * @param header the header that the proxies write
 * @param trusted the addresses of the proxies
 * @param anyPeer whether the header of every peer is believed, as Keycloak does when no proxy is named; then only the
 *     right-most hop counts
 */
public record TrustedProxies(ForwardingHeader header, AddressSet trusted, boolean anyPeer) {

    /** The address of the client behind this peer. An unreadable hop makes the address unknown, never a guess. */
    public ClientAddress client(ClientAddress peer, List<String> headerLines) {
        boolean fromProxy = anyPeer || peer.address().filter(trusted::contains).isPresent();
        if (header == ForwardingHeader.NONE || headerLines.isEmpty() || !fromProxy) {
            return peer;
        }
        Derivation derivation = header.derivation();
        List<Optional<IpAddress>> hops = header.hops(headerLines);
        int hop = 0;
        for (int i = hops.size() - 1; i >= 0; i--) {
            hop++;
            Optional<IpAddress> address = hops.get(i).map(IpAddress::unmapped);
            if (address.isEmpty()) {
                return ClientAddress.unknown(derivation, hop);
            }
            if (i == 0 || !trusted.contains(address.get())) {
                return ClientAddress.of(address.get(), derivation, hop);
            }
        }
        return ClientAddress.unknown(derivation, hop);
    }
}
