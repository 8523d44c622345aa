package dev.securitypolicies.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.securitypolicies.server.Admin;
import dev.securitypolicies.server.Browser;
import dev.securitypolicies.server.PolicyRealm;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.Servers;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The gate and the protected attributes stay in place, whatever an admin or a tool does to them. */
final class GuardsIT {

    private static final String GATE = "/authentication/required-actions/security-policy-gate";

    @PolicyRealm("guards")
    private static Realm realm;

    @Test
    void aDisabledGateIsSwitchedOnAgain() {
        ObjectNode gate = (ObjectNode) realm.admin().get(realm.path(GATE));
        assertThat(gate.path("enabled").asBoolean()).isTrue();
        gate.put("enabled", false);
        Admin.expect(204, realm.admin().call("PUT", realm.path(GATE), gate));
        assertThat(realm.admin().get(realm.path(GATE)).path("enabled").asBoolean())
                .isTrue();
        assertThat(Servers.newest().log()).contains("realm `guards`: the pack's required actions were put back");
        assertTheGateRefuses();
    }

    /** The gate is not the proof: here somebody has switched it off in the database, behind the back of the server's cache. */
    @Test
    void noSessionBeginsBehindAGateThatIsOff() {
        realm.policy("ip.subscriber", "10.15.1.*");
        realm.admin().get(realm.path(GATE)); // the server keeps what it has read, and puts nothing back
        Servers.sqlOnNewest("update required_action_provider set enabled = false where realm_id = 'guards'"
                + " and provider_id = 'security-policy-gate'");
        Admin.expect(204, realm.admin().call("POST", realm.path("/clear-realm-cache"), ""));
        try {
            Browser.at(Servers.newest(), "10.15.1.55").login(realm.publicApp(), "alice");
            assertThat(realm.admin().sessions("guards", "alice")).isZero();
            assertThat(Servers.newest().log())
                    .contains("realm `guards`: a login that has not passed the gate was about to begin a session");
        } finally {
            Servers.sqlOnNewest("update required_action_provider set enabled = true where realm_id = 'guards'");
            realm.admin().call("POST", realm.path("/clear-realm-cache"), "");
            realm.policy(
                    "ip.subscriber", "10.15.1.*"); // a change leaves nothing stale in a cache that was just cleared
        }
    }

    @Test
    void aDeletedGateIsPutBack() {
        Admin.expect(204, realm.admin().call("DELETE", realm.path(GATE), ""));
        assertThat(realm.admin().get(realm.path(GATE)).path("enabled").asBoolean())
                .isTrue();
        assertTheGateRefuses();
    }

    /** While the realm is not cached, Keycloak goes on to see what it has just removed. */
    @Test
    void aDeletedEnrolmentIsPutBackThoughNothingIsCached() {
        Admin.expect(204, realm.admin().call("POST", realm.path("/clear-realm-cache"), ""));
        String enrolment = "/authentication/required-actions/security-policy-enrol";
        Admin.expect(204, realm.admin().call("DELETE", realm.path(enrolment), ""));
        assertThat(realm.admin().get(realm.path(enrolment)).path("enabled").asBoolean())
                .isTrue();
    }

    @Test
    void theGateStaysFirst() {
        Admin.expect(204, realm.admin().call("POST", realm.path(GATE + "/lower-priority"), ""));
        JsonNode actions = realm.admin().get(realm.path("/authentication/required-actions"));
        assertThat(actions.get(0).path("alias").asText()).isEqualTo("security-policy-gate");
        assertTheGateRefuses();
    }

    @Test
    void aReplacedUserProfileDeclaresTheAttributesAgain() {
        ObjectNode profile = (ObjectNode) realm.admin().get(realm.path("/users/profile"));
        profile.put("unmanagedAttributePolicy", "ENABLED");
        var attributes = profile.withArray("attributes");
        Set<String> declared = ours(attributes);
        assertThat(declared).contains("securityPolicy.allowPassword");
        for (int i = attributes.size() - 1; i >= 0; i--) {
            if (attributes.get(i).path("name").asText().startsWith("securityPolicy.")) {
                attributes.remove(i);
            }
        }
        Admin.expect(200, realm.admin().call("PUT", realm.path("/users/profile"), profile));
        JsonNode after = realm.admin().get(realm.path("/users/profile"));
        assertThat(ours(after.path("attributes"))).isEqualTo(declared);
        assertThat(after.path("attributes"))
                .filteredOn(attribute -> attribute.path("name").asText().startsWith("securityPolicy."))
                .allSatisfy(attribute ->
                        assertThat(attribute.at("/permissions/edit").toString()).isEqualTo("[\"admin\"]"));
    }

    private static void assertTheGateRefuses() {
        realm.policy("ip.subscriber", "10.15.1.*", "ip.roles", "{\"Elsewhere\": [\"*\"]}");
        assertThat(Browser.at(Servers.newest(), "67.25.19.198")
                        .login(realm.publicApp(), "alice")
                        .status())
                .isEqualTo(403);
    }

    private static Set<String> ours(JsonNode attributes) {
        Set<String> names = new TreeSet<>();
        for (JsonNode attribute : attributes) {
            String name = attribute.path("name").asText();
            if (name.startsWith("securityPolicy.")) {
                names.add(name);
            }
        }
        return names;
    }
}
