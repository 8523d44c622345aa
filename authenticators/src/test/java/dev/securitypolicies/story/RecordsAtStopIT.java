package dev.securitypolicies.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.server.KeycloakNode;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.Servers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** R12: equal refusals are counted for a while before their count is stored; a server that is stopped meanwhile stores it then. */
final class RecordsAtStopIT {

    private static final String ON_RECORD =
            "select coalesce(sum(coalesce((details_json_long_value::json->>'policy_count')::int, 1)), 0)"
                    + " from event_entity where details_json_long_value like '%ip-nobody%'";

    @Test
    void whatIsStillCountedIsStoredWhenTheServerStops() {
        String database = Servers.newDatabase();
        List<String> options = new ArrayList<>(Servers.BEHIND_PROXY);
        options.add("--spi-security-policy-records--default--window-seconds=600");
        try (KeycloakNode node = Servers.startOn(database, options)) {
            Realm realm = Realm.sample(node, "stopped");
            realm.policy("ip.subscriber", "10.15.1.*");
            for (int attempt = 0; attempt < 7; attempt++) {
                assertThat(realm.publicApp().password("alice", "67.25.19.198").error())
                        .isEqualTo("invalid_grant");
            }
            assertThat(Servers.number(database, ON_RECORD))
                    .as("the first alone")
                    .isEqualTo(1);
        }
        assertThat(Servers.number(database, ON_RECORD)).isEqualTo(7);
    }
}
