package dev.securitypolicies.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.securitypolicies.server.App;
import dev.securitypolicies.server.App.Tokens;
import dev.securitypolicies.server.Await;
import dev.securitypolicies.server.Browser;
import dev.securitypolicies.server.Http;
import dev.securitypolicies.server.KeycloakNode;
import dev.securitypolicies.server.PolicyRealm;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.Servers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What there is to look back on: the decided address in Keycloak's own records of logins, and the pack's where a realm stores none. */
final class LoginRecordsIT {

    private static final String OFFICE = "10.15.1.55";
    private static final String HOME = "67.25.19.198";
    private static final String FORGED = "9.9.9.9, ";

    private static final List<String> TYPES = List.of("LOGIN", "CODE_TO_TOKEN", "REFRESH_TOKEN", "CLIENT_LOGIN");

    private static final KeycloakNode NODE = Servers.newest();

    @PolicyRealm("logins")
    private static Realm realm;

    @Test
    void keycloaksOwnRecordsSayForWhichAddressWasDecided() {
        realm.policy("ip.subscriber", "10.15.1.*", "ip.interfaceUsers", "optional");
        realm.change(Map.of("eventsEnabled", true, "enabledEventTypes", TYPES));
        App app = realm.publicApp();
        Http.Answer redirect = Browser.at(NODE, FORGED + OFFICE).login(app, "alice");
        Tokens tokens = app.code(redirect, FORGED + OFFICE);
        app.refresh(tokens, FORGED + OFFICE);
        robot().token(FORGED + OFFICE, Map.of("grant_type", "client_credentials"));
        for (String type : TYPES) {
            JsonNode details =
                    realm.admin().get(realm.path("/events?type=" + type)).at("/0/details");
            assertThat(details.path("policy_address").asText()).as(type).isEqualTo(OFFICE);
            assertThat(details.path("policy_address_source").asText()).as(type).isEqualTo("x-forwarded-for, hop 1");
        }
    }

    @Test
    void whereNoLoginsAreStoredThereIsOneRecordForEachDay() {
        realm.policy("ip.subscriber", "10.15.1.*, 67.25.19.0/24");
        realm.change(Map.of("eventsEnabled", false));
        App app = realm.publicApp();
        app.refresh(app.password("bill", HOME), HOME);
        app.password("bill", HOME);
        app.password("bill", OFFICE);
        assertThat(app.password("bill", "8.8.8.8").answer().status()).isEqualTo(400);
        Await.until(() -> recordsOf("bill").size() >= 2);
        List<JsonNode> records = recordsOf("bill");
        assertThat(records)
                .extracting(record -> record.path("ipAddress").asText())
                .as("once from each address that was let in")
                .containsExactlyInAnyOrder(HOME, OFFICE);
        assertThat(records)
                .extracting(record -> record.path("clientId").asText())
                .containsOnly(app.clientId());
        JsonNode answer = realm.admin()
                .call(
                        "POST",
                        realm.path("/security-policy/impact"),
                        Map.of("policy", Map.of("ip", Map.of("subscriber", List.of("10.15.1.*")))))
                .json();
        assertThat(answer.at("/basis/source").asText()).isEqualTo("records");
        assertThat(answer.at("/logins/refused").asInt()).isEqualTo(1);
        assertThat(answer.at("/logins/worstUsers/0/username").asText()).isEqualTo("bill");
        assertThat(realm.records())
                .as("it is no record of a decision")
                .noneMatch(record -> record.path("type").asText().equals("LOGIN"));
    }

    /** A device that changes its address with every request, or somebody who means harm, writes no more than others. */
    @Test
    void oneUserCannotFillTheDatabase() {
        realm.policy();
        realm.change(Map.of("eventsEnabled", false));
        App app = realm.publicApp();
        Tokens tokens = app.password("chris", "2001:db8::1");
        for (int i = 2; i < 40; i++) {
            tokens = app.refresh(tokens, "2001:db8::" + i);
        }
        Await.until(() -> !recordsOf("chris").isEmpty());
        for (int i = 1; i < 40; i++) {
            tokens = app.refresh(tokens, "192.0.2." + i);
        }
        Await.until(() -> recordsOf("chris").size() >= 20);
        app.password("alice", "192.0.2.77");
        Await.until(() -> recordsOf("alice").stream()
                .anyMatch(record -> record.path("ipAddress").asText().equals("192.0.2.77")));
        assertThat(recordsOf("chris")).as("one for the /64, and twenty in all").hasSize(20);
    }

    @Test
    void theyExpire() {
        String id = realm.admin().get(realm.path("")).path("id").asText();
        for (int days : List.of(20, 40)) {
            int records = days == 20 ? 1 : 2_500; // more than are removed at once
            Servers.sqlOnNewest("insert into event_entity (id, event_time, realm_id, type, user_id, ip_address)"
                    + " select 'sp-login-expiry-" + days + "-' || number, (extract(epoch from now()) * 1000)::bigint - "
                    + days + " * 86400000::bigint, '" + id + "', 'LOGIN', 'expiry', '" + HOME
                    + "' from generate_series(1, " + records + ") number");
        }
        Servers.startBesideNewest(List.of("--spi-security-policy-records--default--login-days=30"))
                .close();
        assertThat(realm.admin().get(realm.path("/events?type=LOGIN&user=expiry")))
                .as("the one of twenty days is left")
                .hasSize(1);
    }

    private static List<JsonNode> recordsOf(String user) {
        String id = realm.admin()
                .get(realm.path("/users?exact=true&username=" + user))
                .at("/0/id")
                .asText();
        return realm.admin()
                .get(realm.path("/events?type=LOGIN&user=" + id))
                .valueStream()
                .filter(event -> event.at("/details/policy_record").asText().equals("first-of-day"))
                .toList();
    }

    private static App robot() {
        return realm.client("robot", Map.of("publicClient", false, "secret", "robot", "serviceAccountsEnabled", true));
    }
}
