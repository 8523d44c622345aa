package dev.securitypolicies.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.securitypolicies.coverage.Aspect;
import dev.securitypolicies.coverage.Covers;
import dev.securitypolicies.coverage.Way;
import dev.securitypolicies.server.Admin;
import dev.securitypolicies.server.Browser;
import dev.securitypolicies.server.Corp;
import dev.securitypolicies.server.Http;
import dev.securitypolicies.server.KeycloakNode;
import dev.securitypolicies.server.PolicyRealm;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.Servers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** R17: whoever is led by their e-mail's domain to the provider of an organization is managed by it, from the first login on. */
final class OrganizationBrokerIT {

    private static final String ACME = "10.15.1.5";
    private static final String NOWHERE = "203.0.113.9";

    private static final KeycloakNode NODE = Servers.newest();

    @PolicyRealm(value = "tenant-broker", sample = "organizations.json")
    private static Realm realm;

    @BeforeAll
    static void giveAcmeAProvider() {
        Corp corp = Corp.of(NODE, realm, "IMPORT");
        for (String name : List.of("emma", "fred")) {
            corp.home().user(name, List.of("Participant"), Map.of());
            corp.home().change(name, Map.of("email", name + "@acme.example"));
        }
        Admin.expect(204, realm.admin().call("POST", acme() + "/identity-providers", "corp"));
        corp.configure(Map.of("kc.org.domain", "acme.example", "kc.org.broker.redirect.mode.email-matches", "true"));
    }

    @Test
    @Covers(value = Way.PROVIDER, as = Aspect.ORGANIZATION)
    void whomTheDomainLeadsToTheProviderIsManaged() {
        Http.Answer inside = login("emma", ACME);
        assertThat(inside.location()).as(inside.status() + inside.body()).contains("code=");
        JsonNode member = realm.admin().get(acme() + "/members?search=emma").get(0);
        assertThat(member.path("membershipType").asText()).isEqualTo("MANAGED");
        assertThat(login("emma", NOWHERE).status()).isEqualTo(403);
        assertThat(realm.lastRecord().at("/details/policy_reason").asText()).isEqualTo("ip-organization");
        assertThat(login("emma", ACME).location()).contains("code=");
    }

    @Test
    void evenTheFirstLoginIsRefusedElsewhere() {
        Http.Answer first = login("fred", NOWHERE);
        assertThat(first.status()).isEqualTo(403);
        assertThat(first.body()).contains("Access to your organization is restricted");
        assertThat(realm.admin().sessions("tenant-broker", "fred")).isZero();
    }

    /** Types the e-mail on the first page, is led to the company's provider and shows the password there. */
    private static Http.Answer login(String user, String address) {
        Browser browser = Browser.at(NODE, address);
        Http.Answer corp = browser.submit(browser.open(realm.publicApp()), Map.of("username", user + "@acme.example"));
        return browser.submit(corp, Map.of("username", user, "password", user));
    }

    private static String acme() {
        for (JsonNode organization : realm.admin().get(realm.path("/organizations"))) {
            if (organization.path("alias").asText().equals("acme")) {
                return realm.path("/organizations/" + organization.path("id").asText());
            }
        }
        throw new IllegalStateException("no organization acme");
    }
}
