package dev.securitypolicies.keycloak.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.ip.AddressSet;
import dev.securitypolicies.ip.ForwardingHeader;
import dev.securitypolicies.ip.TrustedProxies;
import org.junit.jupiter.api.Test;

/** What an operator reads at the start of a server. */
final class StartLineTest {

    @Test
    void withoutProxies() {
        TrustedProxies none = new TrustedProxies(ForwardingHeader.NONE, AddressSet.NONE, false);
        assertThat(new StartLine(none, "").text("1.2.3", 1, 1))
                .isEqualTo("security policies 1.2.3: 1 of 1 realm has a policy; client addresses are those of the"
                        + " connections");
    }

    @Test
    void behindProxies() {
        TrustedProxies proxies = new TrustedProxies(ForwardingHeader.X_FORWARDED_FOR, AddressSet.ALL, false);
        assertThat(new StartLine(proxies, "10.0.0.0/8").text("unknown", 2, 3))
                .isEqualTo("security policies unknown: 2 of 3 realms have a policy; client addresses are"
                        + " read from `X-Forwarded-For` of the trusted proxies `10.0.0.0/8`");
    }

    @Test
    void whereEverybodyIsBelieved() {
        TrustedProxies anybody = new TrustedProxies(ForwardingHeader.FORWARDED, AddressSet.NONE, true);
        assertThat(new StartLine(anybody, "").text("1", 0, 1)).endsWith("from `Forwarded` of every peer");
    }
}
