package dev.securitypolicies.ip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.ip.ClientAddress.Derivation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose address it is, given the peer and the header. Lines of a header are separated by `|`. The proxies are 10.0.0.0/8. */
final class TrustedProxiesTest {

    private static final AddressSet PROXIES =
            AddressSet.of(List.of(RangeParser.parse("10.0.0.0/8").toOptional().orElseThrow()));

    @ParameterizedTest(name = "{0}, {1}: {4}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '#',
            value = {
                "192.0.2.1; 203.0.113.7;                           192.0.2.1;     peer;                   an untrusted peer's header is ignored",
                "10.0.0.1;  203.0.113.7;                           203.0.113.7;   x-forwarded-for, hop 1; the proxy tells the client",
                "10.0.0.1;  1.2.3.4, 203.0.113.7;                  203.0.113.7;   x-forwarded-for, hop 1; a client wrote the left one itself",
                "10.0.0.1;  1.2.3.4 | 203.0.113.7;                 203.0.113.7;   x-forwarded-for, hop 1; the same in two header lines",
                "10.0.0.1;  1.2.3.4, 203.0.113.7, 10.0.0.2;        203.0.113.7;   x-forwarded-for, hop 2; a second trusted proxy is walked past",
                "10.0.0.1;  10.0.0.9, 203.0.113.7;                 203.0.113.7;   x-forwarded-for, hop 1; a forged trusted hop is not reached",
                "10.0.0.1;  10.0.0.3, 10.0.0.2;                    10.0.0.3;      x-forwarded-for, hop 2; only trusted hops: the first of them is the client",
                "10.0.0.1;  203.0.113.7:4711;                      203.0.113.7;   x-forwarded-for, hop 1; a port is removed",
                "10.0.0.1;  2001:db8::5;                           2001:db8::5;   x-forwarded-for, hop 1; IPv6",
                "10.0.0.1;  [2001:db8::5]:443;                     2001:db8::5;   x-forwarded-for, hop 1; brackets and a port are removed",
                "10.0.0.1;  [2001:db8::5];                         2001:db8::5;   x-forwarded-for, hop 1; brackets alone",
                "10.0.0.1;  ::ffff:203.0.113.7;                    203.0.113.7;   x-forwarded-for, hop 1; a mapped address is its IPv4 address",
                "10.0.0.1;  fe80::1%eth0;                          unknown;       x-forwarded-for, hop 1; a zone id is refused",
                "10.0.0.1;  unknown;                               unknown;       x-forwarded-for, hop 1; a word",
                "10.0.0.1;  203.0.113.7, garbage;                  unknown;       x-forwarded-for, hop 1; nothing left of an unreadable hop is believed",
                "10.0.0.1;  203.0.113.7,;                          unknown;       x-forwarded-for, hop 1; an empty hop is unreadable",
                "10.0.0.1;  010.0.0.1;                             unknown;       x-forwarded-for, hop 1; a leading zero",
                "10.0.0.1;  [203.0.113.7];                         unknown;       x-forwarded-for, hop 1; brackets are for IPv6",
                "10.0.0.1;  203.0.113.7:;                          unknown;       x-forwarded-for, hop 1; a colon without a port",
                "10.0.0.1;  203.0.113.7:123456;                    unknown;       x-forwarded-for, hop 1; more digits than a port has",
                "10.0.0.1;  :80;                                   unknown;       x-forwarded-for, hop 1; a port without an address",
                "10.0.0.1;  [2001:db8::5;                          unknown;       x-forwarded-for, hop 1; a bracket that is not closed",
                "10.0.0.1;  [2001:db8::5]443;                      unknown;       x-forwarded-for, hop 1; something behind the bracket that is no port",
                "10.0.0.1;  [];                                    unknown;       x-forwarded-for, hop 1; nothing in brackets",
                "::ffff:10.0.0.1; 203.0.113.7;                     203.0.113.7;   x-forwarded-for, hop 1; a dual-stack socket reports the proxy mapped",
            })
    void xForwardedFor(String peer, String lines, String client, String derivation, String why) {
        check(ForwardingHeader.X_FORWARDED_FOR, peer, lines, client, derivation, why);
    }

    @ParameterizedTest(name = "{0}, {1}: {4}")
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '#',
            value = {
                "192.0.2.1~ for=203.0.113.7~                          192.0.2.1~   peer~             an untrusted peer's header is ignored",
                "10.0.0.1~  for=203.0.113.7~                          203.0.113.7~ forwarded, hop 1~ the plain form",
                "10.0.0.1~  For=203.0.113.7;proto=https;by=10.0.0.1~  203.0.113.7~ forwarded, hop 1~ parameters in any case and order",
                "10.0.0.1~  for=1.2.3.4, for=203.0.113.7~             203.0.113.7~ forwarded, hop 1~ a client wrote the left one itself",
                "10.0.0.1~  for=1.2.3.4 | for=203.0.113.7~            203.0.113.7~ forwarded, hop 1~ the same in two header lines",
                "10.0.0.1~  for=\"[2001:db8::5]:4711\"~               2001:db8::5~ forwarded, hop 1~ RFC 7239, 6: IPv6 is quoted and bracketed",
                "10.0.0.1~  for=\"203.0.113.7:80\"~                   203.0.113.7~ forwarded, hop 1~ a quoted port",
                "10.0.0.1~  for=\"evil, for=203.0.113.7~              203.0.113.7~ forwarded, hop 1~ a quote left open by a client swallows nothing",
                "10.0.0.1~  for=\"a, b\", for=203.0.113.7, for=10.0.0.2~ 203.0.113.7~ forwarded, hop 2~ a comma inside quotes separates nothing",
                "10.0.0.1~  for=\"a\\\", b\", for=203.0.113.7~      203.0.113.7~ forwarded, hop 1~ RFC 9110, 5.6.4: an escaped quote ends nothing",
                "10.0.0.1~  for=\"~                                   unknown~     forwarded, hop 1~ a quote alone",
                "10.0.0.1~  for=unknown~                              unknown~     forwarded, hop 1~ RFC 7239, 6.2",
                "10.0.0.1~  for=_hidden~                              unknown~     forwarded, hop 1~ RFC 7239, 6.3",
                "10.0.0.1~  proto=https~                              unknown~     forwarded, hop 1~ no address at all",
                "10.0.0.1~  for=1.2.3.4;for=203.0.113.7~              unknown~     forwarded, hop 1~ RFC 7239, 4: only once in an element",
            })
    void forwarded(String peer, String lines, String client, String derivation, String why) {
        check(ForwardingHeader.FORWARDED, peer, lines, client, derivation, why);
    }

    private static void check(
            ForwardingHeader header, String peer, String lines, String client, String derivation, String why) {
        ClientAddress found = new TrustedProxies(header, PROXIES, false)
                .client(ClientAddress.parse(peer, Derivation.PEER), List.of(lines.split("\\s*\\|\\s*", -1)));
        assertThat(found.text()).as(why).isEqualTo(client);
        assertThat(found.derivedFrom()).as(why).isEqualTo(derivation);
    }

    @Test
    void withoutNamedProxiesOnlyTheRightmostHopIsBelieved() {
        ClientAddress found = new TrustedProxies(ForwardingHeader.X_FORWARDED_FOR, AddressSet.NONE, true)
                .client(ClientAddress.parse("192.0.2.1", Derivation.PEER), List.of("1.2.3.4, 203.0.113.7"));
        assertThat(found.text()).isEqualTo("203.0.113.7");
    }
}
