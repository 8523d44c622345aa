package dev.securitypolicies.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.server.App;
import dev.securitypolicies.server.KeycloakNode;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.Servers;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A change is in force on the next request, on this node and on the others, and report-only enforces nothing. */
final class PolicyChangeIT {

    private static final String AWAY = "67.25.19.198";
    private static final Set<String> ALL = Set.of("Administrator", "Mobile", "Participant");

    @Test
    void atOnceOnOneNode() {
        Realm realm = Realm.sample(Servers.newest(), "change");
        App app = realm.publicApp();
        App.Tokens tokens = app.password("alice", AWAY);
        for (int round = 0; round < 5; round++) {
            realm.policy();
            assertThat(app.refresh(tokens, AWAY).roles()).isEqualTo(ALL);
            realm.policy("ip.roles", "{\"Administrator\": [\"10.15.1.10\"]}");
            assertThat(app.refresh(tokens, AWAY).roles()).containsExactly("Mobile", "Participant");
            realm.policy("ip.subscriber", "10.15.1.*");
            assertThat(app.refresh(tokens, AWAY).error()).isEqualTo("invalid_grant");
        }
    }

    @Test
    void atOnceOnTheOtherNode() {
        List<KeycloakNode> nodes = Servers.startCluster();
        try {
            Realm realm = Realm.sample(nodes.get(0), "cluster");
            App onTheOther = new Realm(nodes.get(1), "cluster").publicApp();
            assertThat(onTheOther.password("chris", AWAY).roles()).containsExactly("Mobile");
            for (int round = 0; round < 20; round++) {
                realm.policy();
                assertThat(onTheOther.password("chris", AWAY).roles()).isEqualTo(ALL);
                realm.policy("ip.subscriber", "10.15.1.*");
                assertThat(onTheOther.password("chris", AWAY).error()).isEqualTo("invalid_grant");
            }
        } finally {
            nodes.forEach(KeycloakNode::close);
        }
    }

    @Test
    void reportOnlyRecordsAndEnforcesNothing() {
        Realm realm = Realm.sample(Servers.newest(), "reportonly");
        realm.policy("mode", "report-only", "ip.subscriber", "10.15.1.*");
        App.Tokens tokens = realm.publicApp().password("alice", AWAY);
        assertThat(tokens.roles()).isEqualTo(ALL);
        assertThat(realm.records()).anySatisfy(record -> {
            assertThat(record.at("/details/policy_reason").asText()).isEqualTo("ip-all-roles-withheld");
            assertThat(record.at("/details/policy_mode").asText()).isEqualTo("report-only");
            assertThat(record.path("error").isMissingNode())
                    .as("nothing was refused")
                    .isTrue();
        });
    }
}
