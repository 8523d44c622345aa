package dev.securitypolicies.keycloak.address;

import dev.securitypolicies.ip.ClientAddress;
import dev.securitypolicies.ip.ClientAddress.Derivation;
import dev.securitypolicies.ip.ForwardingHeader;
import dev.securitypolicies.ip.TrustedProxies;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.CDI;
import java.util.List;
import java.util.Optional;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.KeycloakSession;

/**
 * The address of the client that sent the current request. Keycloak's own answer (`ClientConnection`) is the left-most value
 * of the forwarding header, which a client can write itself; this one starts from the connection and trusts only proxies.
 */
public final class RequestAddress {

    private RequestAddress() {}

    /** The client's address; unknown outside of a request. */
    public static ClientAddress of(KeycloakSession session, TrustedProxies proxies) {
        return peer().map(peer -> proxies.client(peer, headerLines(session, proxies.header())))
                .orElseGet(() -> ClientAddress.unknown(Derivation.PEER, 0));
    }

    /** The other end of the connection: unlike the request's, its address is never rewritten from a header. */
    private static Optional<ClientAddress> peer() {
        Instance<RoutingContext> current = CDI.current().select(RoutingContext.class);
        if (!current.isResolvable()) {
            return Optional.empty();
        }
        SocketAddress socket = current.get().request().connection().remoteAddress();
        return Optional.ofNullable(socket)
                .map(SocketAddress::hostAddress)
                .map(text -> ClientAddress.parse(text, Derivation.PEER));
    }

    private static List<String> headerLines(KeycloakSession session, ForwardingHeader header) {
        HttpRequest request = session.getContext().getHttpRequest();
        if (header == ForwardingHeader.NONE || request == null) {
            return List.of();
        }
        List<String> lines = request.getHttpHeaders().getRequestHeader(header.headerName());
        return lines == null ? List.of() : lines;
    }
}
