package dev.securitypolicies.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.securitypolicies.server.Admin;
import dev.securitypolicies.server.KeycloakNode;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.Servers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** R13: whoever can start the server gets back in without touching the database, for a while, and on record. */
final class BreakGlassIT {

    private static final String OPTION = "--spi-security-policy--default--break-glass-";

    @Test
    void lockedOutByGarbageAndBackIn() {
        String database = Servers.newDatabase();
        try (KeycloakNode node = Servers.startOn(database, Servers.BEHIND_PROXY)) {
            Realm master = new Realm(node, "master");
            master.admin().setAttributes("master", Map.of("ip.adminPanel", "garbage"));
            assertThat(master.admin().call("GET", "/admin/realms/master", "").status())
                    .isEqualTo(403);
        }
        Instant until = Instant.now().plus(Duration.ofHours(1));
        try (KeycloakNode node = Servers.startOn(database, broken("master", until.toString()))) {
            Realm master = new Realm(node, "master");
            assertThat(node.log())
                    .contains("break-glass: the policies of [master] are not enforced on this node until");
            ObjectNode realm = (ObjectNode) master.admin().get("/admin/realms/master");
            JsonNode record = master.lastRecord();
            assertThat(record.at("/details/policy_reason").asText()).isEqualTo("admin-panel");
            assertThat(record.at("/details/policy_mode").asText()).isEqualTo("break-glass");
            realm.withObject("/attributes").remove("securityPolicy.ip.adminPanel");
            Admin.expect(204, master.admin().call("PUT", "/admin/realms/master", realm));
        }
        try (KeycloakNode node = Servers.startOn(
                database, broken("master", Instant.now().minusSeconds(60).toString()))) {
            Realm other = Realm.sample(node, "other");
            assertThat(new Admin(node).get("/admin/realms/master").path("realm").asText())
                    .isEqualTo("master");
            other.policy("ip.subscriber", "10.15.1.*");
            assertThat(other.publicApp().password("alice", "67.25.19.198").status())
                    .as("other realms, and any realm when the time is over, are enforced")
                    .isEqualTo(400);
        }
    }

    @Test
    void anUnreadableTimeStopsTheServerAndSaysWhy() {
        assertThatThrownBy(() -> Servers.start(broken("master", "tomorrow")))
                .hasMessageContaining("option `break-glass-until` of `security-policy`: `tomorrow` is not a time");
    }

    private static List<String> broken(String realms, String until) {
        List<String> options = new ArrayList<>(Servers.BEHIND_PROXY);
        options.add(OPTION + "realms=" + realms);
        options.add(OPTION + "until=" + until);
        return options;
    }
}
