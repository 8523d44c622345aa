package dev.securitypolicies.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.securitypolicies.coverage.Aspect;
import dev.securitypolicies.coverage.Covers;
import dev.securitypolicies.coverage.Way;
import dev.securitypolicies.server.Admin;
import dev.securitypolicies.server.Browser;
import dev.securitypolicies.server.Http;
import dev.securitypolicies.server.PolicyRealm;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.SamlApp;
import dev.securitypolicies.server.Servers;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A SAML application gets the same roles as any other, and a refused user never reaches it. */
final class SamlIT {

    @PolicyRealm("saml")
    private static Realm realm;

    private static SamlApp crm = new SamlApp(realm, "crm");

    @BeforeAll
    static void addApplication() {
        realm.user("dora", List.of("Participant"), Map.of());
        crm = SamlApp.of(
                realm, "crm", SamlApp.mapper("fixed", "saml-hardcode-role-mapper", Map.of("role", "Administrator")));
    }

    @Test
    @Covers(value = Way.SAML, as = Aspect.ROLE)
    void theRolesAreThoseOfTheTable() {
        assertThat(roles(login("chris", "67.25.19.198"))).containsExactly("Mobile");
        assertThat(roles(login("alice", "10.15.1.55"))).containsExactly("Mobile", "Participant");
        assertThat(roles(login("bill", "10.15.1.11"))).containsExactly("Administrator", "Mobile", "Participant");
    }

    @Test
    @Covers(value = Way.SAML, as = Aspect.ADDRESS)
    void noLoginFromOutside() {
        Http.Answer page = login("dora", "67.25.19.198");
        assertThat(page.status()).isEqualTo(403);
        assertThat(realm.admin().sessions("saml", "dora")).isZero();
    }

    /** The gate is not the proof: here somebody has switched it off in the database. */
    @Test
    void withoutTheGateTheResponseItselfIsDenied() {
        Servers.sqlOnNewest("update required_action_provider set enabled = false where realm_id = 'saml'"
                + " and provider_id = 'security-policy-gate'");
        Admin.expect(204, realm.admin().call("POST", realm.path("/clear-realm-cache"), ""));
        try {
            Element response = response(login("dora", "67.25.19.198"));
            assertThat(response.select("*").eachAttr("Value"))
                    .contains(
                            "urn:oasis:names:tc:SAML:2.0:status:Responder",
                            "urn:oasis:names:tc:SAML:2.0:status:RequestDenied");
            assertThat(response.select("saml|Assertion")).isEmpty();
            assertThat(realm.admin().sessions("saml", "dora")).as("rolled back").isZero();
            JsonNode record = realm.lastRecord();
            assertThat(record.at("/details/policy_door").asText()).isEqualTo("saml");
            assertThat(record.path("type").asText()).isEqualTo("LOGIN_ERROR");
        } finally {
            Servers.sqlOnNewest("update required_action_provider set enabled = true where realm_id = 'saml'");
            realm.admin().call("POST", realm.path("/clear-realm-cache"), "");
        }
    }

    private static Http.Answer login(String user, String address) {
        Browser browser = Browser.at(Servers.newest(), address);
        Http.Answer page = crm.open(browser);
        return browser.submit(page, Map.of("username", user, "password", user));
    }

    private static Element response(Http.Answer page) {
        return SamlApp.response(page).orElseThrow(() -> new AssertionError(page.status() + page.body()));
    }

    private static List<String> roles(Http.Answer page) {
        return SamlApp.roles(response(page));
    }
}
