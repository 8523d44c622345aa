package dev.securitypolicies.keycloak.address;

import dev.securitypolicies.ip.ClientAddress;
import dev.securitypolicies.ip.ClientAddress.Derivation;
import dev.securitypolicies.ip.ForwardingHeader;
import dev.securitypolicies.ip.TrustedProxies;
import dev.securitypolicies.keycloak.compat.CurrentRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * The address of the client that sent the current request. Keycloak's own answer (`ClientConnection`) is the left-most value
 * of the forwarding header, which a client can write itself; this one starts from the connection and trusts only proxies.
 */
public final class RequestAddress {

    private RequestAddress() {}

    /** The client's address; unknown outside of a request. */
    public static ClientAddress of(TrustedProxies proxies) {
        if (!CurrentRequest.isThere()) {
            return ClientAddress.unknown(Derivation.PEER, 0);
        }
        HttpServerRequest request = CurrentRequest.routing().request();
        return proxies.client(peer(request), headerLines(request, proxies.header()));
    }

    /** What the server sees of the current request: the peer and the header lines, before any of it is believed. */
    public static Trace trace(TrustedProxies proxies) {
        if (!CurrentRequest.isThere()) {
            return new Trace("unknown", "", List.of());
        }
        HttpServerRequest request = CurrentRequest.routing().request();
        ForwardingHeader header = proxies.header();
        return new Trace(
                peer(request).text(),
                header == ForwardingHeader.NONE ? "" : header.headerName(),
                headerLines(request, header));
    }

    /**
     * How a request arrived.
     *
     * @param peer the other end of the connection
     * @param header the forwarding header that is read; empty if none is
     * @param lines what stands in it, line by line
     */
    public record Trace(String peer, String header, List<String> lines) {}

    /** The other end of the connection: unlike the request's, its address is never rewritten from a header. */
    private static ClientAddress peer(HttpServerRequest request) {
        SocketAddress socket = request.connection().remoteAddress();
        return Optional.ofNullable(socket)
                .map(SocketAddress::hostAddress)
                .map(text -> ClientAddress.parse(text, Derivation.PEER))
                .orElseGet(() -> ClientAddress.unknown(Derivation.PEER, 0));
    }

    private static List<String> headerLines(HttpServerRequest request, ForwardingHeader header) {
        return header == ForwardingHeader.NONE ? List.of() : request.headers().getAll(header.headerName());
    }
}
