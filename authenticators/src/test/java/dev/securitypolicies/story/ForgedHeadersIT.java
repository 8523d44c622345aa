package dev.securitypolicies.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.securitypolicies.server.App;
import dev.securitypolicies.server.Http;
import dev.securitypolicies.server.KeycloakNode;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.Servers;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Nobody chooses their own address. Chris is away, behind the proxy 127.0.0.1, and would like to look as if he were at
 * 10.15.1.11, where he is Administrator. Lines of a header are separated by `|`.
 */
final class ForgedHeadersIT {

    private static final String AWAY = "Mobile";
    private static final String VPN = "Administrator,Mobile,Participant";
    private static final String DENIED = "denied";

    private static KeycloakNode forwarded = Servers.newest();
    private static KeycloakNode untrusting = Servers.newest();

    @BeforeAll
    static void startServers() {
        Realm.sample(Servers.newest(), "forged");
        forwarded = Servers.start(List.of("--proxy-headers=forwarded", "--proxy-trusted-addresses=127.0.0.1"));
        Realm.sample(forwarded, "forged");
        untrusting = Servers.start(List.of("--proxy-headers=xforwarded", "--proxy-trusted-addresses=192.0.2.1"));
        Realm.sample(untrusting, "forged");
    }

    @AfterAll
    static void stopServers() {
        forwarded.close();
        untrusting.close();
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiter = ';',
            value = {
                "67.25.19.198;                         Mobile; what the proxy says without forgery",
                "10.15.1.11;                           Administrator,Mobile,Participant; what it says about the VPN",
                "10.15.1.11, 67.25.19.198;             Mobile; a forged left value",
                "10.15.1.11, 10.15.1.11, 67.25.19.198; Mobile; two of them",
                "10.15.1.11 | 67.25.19.198;            Mobile; a forged line before the proxy's",
                "garbage, 67.25.19.198;                Mobile; garbage to the left is not read",
                "10.15.1.11:4711, 67.25.19.198:4711;   Mobile; with ports",
                "[2001:db8::5]:1, 67.25.19.198;        Mobile; with brackets",
                "::ffff:10.15.1.11, 67.25.19.198;      Mobile; mapped",
                "fe80::1%eth0, 67.25.19.198;           Mobile; with a zone id",
                "127.0.0.1, 67.25.19.198;              Mobile; the proxy's own address",
                "67.25.19.198, 127.0.0.1;              Mobile; a chain of two trusted proxies",
                "10.15.1.11, 67.25.19.198, 127.0.0.1;  Mobile; a forged value behind a chain",
                "::ffff:10.15.1.11;                    Administrator,Mobile,Participant; a proxy that reports mapped addresses",
                "10.15.1.11:55555;                     Administrator,Mobile,Participant; a proxy that reports ports",
                "2001:db8::5;                          denied; IPv6 is in no list of this realm",
                "[2001:db8::5];                        denied; IPv6 in brackets",
                "garbage;                              denied; a proxy that reports nonsense",
                "unknown;                              denied; a proxy that does not know",
                "10.15.1.999;                          denied; no address",
                "010.15.1.11;                          denied; a leading zero is never guessed at",
                "fe80::1%eth0;                         denied; a zone id",
                "10.15.1.11, ;                         denied; an empty hop at the right",
            })
    void xForwardedFor(String lines, String outcome, String why) {
        assertThat(outcome(Servers.newest(), "X-Forwarded-For", lines)).as(why).isEqualTo(outcome);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiter = '~',
            value = {
                "for=67.25.19.198~                             Mobile~ what the proxy says without forgery",
                "for=10.15.1.11~                               Administrator,Mobile,Participant~ what it says about the VPN",
                "for=10.15.1.11, for=67.25.19.198~             Mobile~ a forged left value",
                "for=10.15.1.11 | for=67.25.19.198~            Mobile~ a forged line before the proxy's",
                "for=10.15.1.11;by=1.2.3.4, for=67.25.19.198;proto=http~ Mobile~ with other parameters",
                "for=\"open, for=67.25.19.198~                 Mobile~ a quote left open",
                "for=\"10.15.1.11:80\"~                        Administrator,Mobile,Participant~ a quoted port",
                "for=unknown~                                  denied~ a proxy that does not know",
                "for=_secret~                                  denied~ an obfuscated name",
                "for=\"[2001:db8::5]:443\"~                    denied~ IPv6 is in no list of this realm",
                "proto=http~                                   denied~ no address at all",
            })
    void forwarded(String lines, String outcome, String why) {
        assertThat(outcome(forwarded, "Forwarded", lines)).as(why).isEqualTo(outcome);
    }

    @Test
    void theOtherHeaderIsIgnored() {
        assertThat(outcome(Servers.newest(), "Forwarded", "for=10.15.1.11")).isEqualTo(AWAY);
        assertThat(outcome(forwarded, "X-Forwarded-For", "10.15.1.11")).isEqualTo(AWAY);
    }

    @Test
    void anUntrustedPeersHeaderIsIgnored() {
        Realm realm = new Realm(untrusting, "forged");
        assertThat(outcome(untrusting, "X-Forwarded-For", "10.15.1.11"))
                .as("the peer 127.0.0.1 has Mobile only")
                .isEqualTo(AWAY);
        JsonNode details = realm.lastRecord().path("details");
        assertThat(details.path("policy_address").asText()).isEqualTo("127.0.0.1");
        assertThat(details.path("policy_address_source").asText()).isEqualTo("peer");
    }

    @Test
    void aLongHeaderIsReadFromTheRight() {
        String many = "10.15.1.11, ".repeat(300);
        assertThat(outcome(Servers.newest(), "X-Forwarded-For", many + "67.25.19.198"))
                .isEqualTo(AWAY);
        assertThat(outcome(Servers.newest(), "X-Forwarded-For", many + "10.15.1.11"))
                .isEqualTo(VPN);
    }

    /** Over a socket of its own, since the server closes the connection. */
    @Test
    void aHugeHeaderIsTheClientsError() throws IOException {
        URI server = URI.create(Servers.newest().url());
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            String request = "GET /realms/forged HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: "
                    + "10.15.1.11, ".repeat(5_500) + "67.25.19.198\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            byte[] start = socket.getInputStream().readNBytes("HTTP/1.1 431".length());
            assertThat(new String(start, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 431");
        }
    }

    private static String outcome(KeycloakNode node, String header, String lines) {
        Http.Answer answer = direct(node, header, lines.split("\\s*\\|\\s*", -1));
        assertThat(answer.status()).isBetween(200, 499);
        App.Tokens tokens = new App.Tokens(answer);
        if (answer.status() == 200) {
            return String.join(",", tokens.roles());
        }
        assertThat(tokens.error()).isEqualTo("invalid_grant");
        return DENIED;
    }

    private static Http.Answer direct(KeycloakNode node, String header, String... lines) {
        List<String> headers = new ArrayList<>();
        for (String line : lines) {
            headers.add(header);
            headers.add(line);
        }
        App app = new Realm(node, "forged").publicApp();
        return new Http()
                .post(
                        app.endpoint("token"),
                        Map.of(
                                "client_id",
                                "public-app",
                                "grant_type",
                                "password",
                                "username",
                                "chris",
                                "password",
                                "chris"),
                        headers.toArray(String[]::new));
    }
}
