package dev.securitypolicies.keycloak.engine;

import dev.securitypolicies.ip.AddressRange;
import dev.securitypolicies.ip.AddressSet;
import dev.securitypolicies.ip.ForwardingHeader;
import dev.securitypolicies.ip.Parsed;
import dev.securitypolicies.ip.RangeParser;
import dev.securitypolicies.ip.TrustedProxies;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;
import org.keycloak.Config;

/**
 * The server options of the pack. By default they follow Keycloak's own: `proxy-headers` and `proxy-trusted-addresses`. A
 * value that cannot be understood stops the server from starting, with a message that names it.
 */
final class ServerOptions {

    private static final Logger LOG = Logger.getLogger("dev.securitypolicies.address");

    private ServerOptions() {}

    static TrustedProxies proxies(Config.Scope scope) {
        ForwardingHeader header = header(option(scope, "proxy-header", "kc.proxy-headers"));
        AddressSet trusted = addresses(trusted(scope));
        boolean anyPeer = header != ForwardingHeader.NONE && trusted.isEmpty();
        if (anyPeer) {
            LOG.warnf(
                    "anybody can choose their address: the header `%s` is believed from every peer;"
                            + " name the proxies with `proxy-trusted-addresses`",
                    header.headerName());
        }
        return new TrustedProxies(header, trusted, anyPeer);
    }

    /** The trusted proxies as the option names them. */
    static Optional<String> trusted(Config.Scope scope) {
        return option(scope, "trusted-proxies", "kc.proxy-trusted-addresses");
    }

    /** Whether other nodes can change what this one has cached. */
    static boolean isInCluster() {
        return !ConfigProvider.getConfig()
                .getOptionalValue("kc.cache", String.class)
                .orElse("ispn")
                .equals("local");
    }

    private static Optional<String> option(Config.Scope scope, String own, String keycloak) {
        return Optional.ofNullable(scope.get(own))
                .or(() -> ConfigProvider.getConfig().getOptionalValue(keycloak, String.class))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    private static ForwardingHeader header(Optional<String> name) {
        return switch (name.orElse("none")) {
            case "none" -> ForwardingHeader.NONE;
            case "xforwarded" -> ForwardingHeader.X_FORWARDED_FOR;
            case "forwarded" -> ForwardingHeader.FORWARDED;
            default ->
                throw new IllegalArgumentException("option `proxy-header` of `security-policy`: `" + name.orElse("")
                        + "` is not known; write none, xforwarded or forwarded");
        };
    }

    private static AddressSet addresses(Optional<String> list) {
        List<AddressRange> ranges = new ArrayList<>();
        for (String entry : list.map(text -> List.of(text.split(",", -1))).orElse(List.of())) {
            Parsed<AddressRange> parsed = RangeParser.parse(entry);
            if (parsed instanceof Parsed.Failure<AddressRange> failure) {
                throw new IllegalArgumentException(
                        "trusted proxies of `security-policy`: " + failure.message() + "; " + failure.hint());
            }
            parsed.toOptional().ifPresent(ranges::add);
        }
        return AddressSet.of(ranges);
    }
}
