package dev.securitypolicies.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.coverage.Aspect;
import dev.securitypolicies.coverage.Covers;
import dev.securitypolicies.coverage.Way;
import dev.securitypolicies.server.Admin;
import dev.securitypolicies.server.App;
import dev.securitypolicies.server.App.Tokens;
import dev.securitypolicies.server.Corp;
import dev.securitypolicies.server.Http;
import dev.securitypolicies.server.KeycloakNode;
import dev.securitypolicies.server.Phone;
import dev.securitypolicies.server.PolicyRealm;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.SamlApp;
import dev.securitypolicies.server.Servers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens and assertions without a browser: a backchannel login, a provider's word for somebody, SAML with a password in the header. */
final class OtherGrantsIT {

    private static final String VPN = "10.15.1.11";
    private static final String AWAY = "67.25.19.198";
    private static final KeycloakNode NODE = Servers.preview();

    @PolicyRealm(value = "others", on = PolicyRealm.Server.PREVIEW)
    private static Realm realm;

    private static App backend;
    private static App inCorp;

    @BeforeAll
    static void prepare() {
        backend = realm.client(
                "backend",
                Map.of(
                        "publicClient",
                        false,
                        "secret",
                        "s",
                        "attributes",
                        Map.of(
                                "oidc.ciba.grant.enabled", "true",
                                "oauth2.jwt.authorization.grant.enabled", "true",
                                "oauth2.jwt.authorization.grant.idp", "corp")));
        Corp corp = Corp.of(NODE, realm, "IMPORT");
        corp.configure(Map.of("jwtAuthorizationGrantEnabled", "true"));
        inCorp = corp.home()
                .client(
                        "asserting",
                        Map.of(
                                "publicClient",
                                false,
                                "secret",
                                "s",
                                "protocolMappers",
                                List.of(App.audience(backend.endpoint("token")))));
        for (String user : List.of("chris", "dora")) {
            if (user.equals("dora")) {
                realm.user(user, List.of("Participant"), Map.of());
                corp.home().user(user, List.of(), Map.of());
            }
            corp.link(user);
        }
        SamlApp.of(realm, "crm").change(Map.of("saml.allow.ecp.flow", "true"));
    }

    @BeforeEach
    void table() {
        realm.table();
    }

    @Test
    @Covers(
            value = Way.OTHER_GRANTS,
            as = {Aspect.ADDRESS, Aspect.ROLE, Aspect.FACTOR})
    void aBackchannelLoginIsJudgedWhereItsTokensAreAskedFor() {
        assertThat(backchannel("chris", VPN).roles()).contains("Administrator", "Mobile");
        assertThat(backchannel("chris", AWAY).roles()).containsExactly("Mobile");
        Tokens refused = backchannel("dora", AWAY);
        assertThat(refused.error()).isEqualTo("access_denied");
        assertRefused("ip-all-roles-withheld");
        realm.policy("mfa.everyone", "true");
        assertThat(backchannel("dora", VPN).error()).isEqualTo("access_denied");
        assertRefused("mfa-not-enrolled");
    }

    @Test
    @Covers(
            value = Way.OTHER_GRANTS,
            as = {Aspect.ADDRESS, Aspect.ROLE, Aspect.FACTOR})
    void aProvidersWordForSomebodyIsNoWayRound() {
        assertThat(asserted("chris", VPN).roles()).contains("Administrator", "Mobile");
        assertThat(asserted("chris", AWAY).roles()).containsExactly("Mobile");
        Tokens refused = asserted("dora", AWAY);
        assertThat(refused.error()).isEqualTo("invalid_grant");
        assertRefused("ip-all-roles-withheld");
        realm.policy("mfa.everyone", "true");
        assertThat(asserted("dora", VPN).error()).isEqualTo("invalid_grant");
        assertRefused("mfa-not-enrolled");
    }

    /** R6: whoever has a stolen password links a provider of their own, and lets it say who they are. */
    @Test
    @Covers(value = Way.OTHER_GRANTS, as = Aspect.ADDRESS)
    void anAccountLinkedByALocalCredentialIsNoProvidersWord() {
        realm.policy("sso.forced", "true");
        assertThat(asserted("chris", VPN).status()).isEqualTo(200);
        realm.change(
                "chris", Map.of("attributes", Map.of("securityPolicy.sso.locallyLinkedProviders", List.of("corp"))));
        assertThat(asserted("chris", VPN).error()).isEqualTo("invalid_grant");
        assertRefused("sso-forced");
        realm.change("chris", Map.of("attributes", Map.of("securityPolicy.sso.locallyLinkedProviders", List.of())));
        assertThat(asserted("chris", VPN).status()).isEqualTo(200);
    }

    @Test
    @Covers(
            value = Way.HEADERS,
            as = {Aspect.ADDRESS, Aspect.ROLE, Aspect.FACTOR})
    void aPasswordInAHeaderIsNoWayRound() {
        assertThat(SamlApp.roles(SamlApp.parse(ecp("chris", VPN).body()))).contains("Administrator", "Mobile");
        assertThat(SamlApp.roles(SamlApp.parse(ecp("chris", AWAY).body()))).containsExactly("Mobile");
        assertThat(ecp("dora", AWAY).body()).doesNotContain("<saml:Assertion");
        assertRefused("ip-all-roles-withheld");
        realm.policy("mfa.everyone", "true");
        assertThat(ecp("dora", VPN).body()).doesNotContain("<saml:Assertion");
        assertRefused("mfa-not-enrolled");
    }

    private static void assertRefused(String reason) {
        assertThat(realm.lastRecord().at("/details/policy_reason").asText()).isEqualTo(reason);
    }

    private static Tokens backchannel(String user, String address) {
        Http.Answer asked = backend.call(
                "ext/ciba/auth", address, Map.of("scope", "openid", "login_hint", user, "binding_message", "x"));
        Admin.expect(200, asked);
        Admin.expect(200, Phone.everybodys().agree(backend, VPN));
        return backend.token(
                address,
                Map.of(
                        "grant_type",
                        "urn:openid:params:grant-type:ciba",
                        "auth_req_id",
                        asked.json().path("auth_req_id").asText()));
    }

    private static Tokens asserted(String user, String address) {
        return backend.token(
                address,
                Map.of(
                        "grant_type",
                        "urn:ietf:params:oauth:grant-type:jwt-bearer",
                        "assertion",
                        inCorp.password(user, VPN).text("access_token")));
    }

    private static Http.Answer ecp(String user, String address) {
        Http http = new Http();
        String password = Base64.getEncoder().encodeToString((user + ":" + user).getBytes(StandardCharsets.UTF_8));
        http.headers("X-Forwarded-For", address, "Authorization", "Basic " + password);
        return http.soap(NODE.url() + "/realms/others/protocol/saml", """
                <S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body>
                <samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_1" Version="2.0"
                  IssueInstant="%s" AssertionConsumerServiceURL="http://app.example/saml"
                  ProtocolBinding="urn:oasis:names:tc:SAML:2.0:bindings:PAOS">
                <saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">crm</saml:Issuer>
                </samlp:AuthnRequest></S:Body></S:Envelope>
                """.formatted(Instant.now()));
    }
}
