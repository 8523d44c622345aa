package dev.securitypolicies.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.securitypolicies.coverage.Aspect;
import dev.securitypolicies.coverage.Covers;
import dev.securitypolicies.coverage.Way;
import dev.securitypolicies.server.App;
import dev.securitypolicies.server.App.Tokens;
import dev.securitypolicies.server.Browser;
import dev.securitypolicies.server.Http;
import dev.securitypolicies.server.KeycloakNode;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.Servers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An outsider is refused before a password is looked at, and a flood of outsiders does not flood the event store. */
final class EarlyRefusalIT {

    private static final String INSIDE = "10.15.1.55";
    private static final String OUTSIDE = "67.25.19.198";
    private static KeycloakNode node = Servers.newest();
    private static Realm realm = new Realm(node, "early");

    @BeforeAll
    static void start() {
        List<String> options = new ArrayList<>(Servers.BEHIND_PROXY);
        options.add("--spi-security-policy-records--default--window-seconds=3");
        node = Servers.start(options);
        realm = Realm.sample(node, "early");
        realm.policy("ip.subscriber", "10.15.1.*", "ip.roles", "{\"Administrator\": [\"192.0.2.1\"]}");
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    @Covers(value = Way.PASSWORD, as = Aspect.ADDRESS)
    void theLoginPageIsRefusedToANetworkThatNobodyMayUse() {
        App app = realm.publicApp();
        Http.Answer page = Browser.at(node, OUTSIDE).open(app);
        assertThat(page.status()).isEqualTo(403);
        assertThat(page.html().text()).contains("Access is restricted from your network (" + OUTSIDE + ")");
        JsonNode record = realm.lastRecord();
        assertThat(record.at("/details/policy_reason").asText()).isEqualTo("ip-nobody");
        assertThat(record.at("/details/policy_door").asText()).isEqualTo("early");
        assertThat(record.path("clientId").asText()).isEqualTo("public-app");
        assertThat(record.has("userId")).isFalse();
    }

    @Test
    void aPageOpenedInsideTakesNoPasswordFromOutside() {
        Browser browser = Browser.at(node, INSIDE);
        Http.Answer page = browser.open(realm.publicApp());
        Http.Answer refused = browser.moveTo(OUTSIDE).submit(page, Map.of("username", "alice", "password", "wrong"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).as("nothing is said about the password").doesNotContain("Invalid username");
    }

    @Test
    void aPostCannotClaimToBeSilentInItsQuery() {
        Browser browser = Browser.at(node, OUTSIDE);
        Http.Answer answer = browser.http()
                .post(
                        realm.publicApp().endpoint("auth") + "?prompt=none",
                        Map.of(
                                "client_id", "public-app",
                                "redirect_uri", Browser.CALLBACK,
                                "response_type", "code",
                                "scope", "openid"));
        assertThat(answer.status()).isEqualTo(403);
    }

    @Test
    @Covers(value = Way.DIRECT_GRANT, as = Aspect.ADDRESS)
    void aDirectGrantDoesNotTellRightPasswordsFromWrongOnes() {
        App app = realm.publicApp();
        Tokens right = app.password("bill", OUTSIDE);
        Tokens wrong = app.token(OUTSIDE, Map.of("grant_type", "password", "username", "bill", "password", "no"));
        Tokens nobody = app.token(OUTSIDE, Map.of("grant_type", "password", "username", "nobody", "password", "no"));
        assertThat(right.status()).isEqualTo(400);
        assertThat(right.error()).isEqualTo("invalid_grant");
        assertThat(List.of(wrong.answer().body(), nobody.answer().body()))
                .containsOnly(right.answer().body());
        JsonNode record = realm.lastRecord();
        assertThat(record.at("/details/policy_reason").asText()).isEqualTo("ip-nobody");
        assertThat(record.at("/details/policy_door").asText()).isEqualTo("early");
        assertThat(app.password("bill", INSIDE).status()).isEqualTo(200);
    }

    @Test
    void aSilentLoginKeepsToItsProtocol() {
        Http.Answer answer = Browser.at(node, OUTSIDE).open(realm.publicApp(), Map.of("prompt", "none"));
        assertThat(answer.location()).contains("error=login_required");
    }

    @Test
    void whereARoleAdmitsTheAddressThePageShows() {
        assertThat(Browser.at(node, "192.0.2.1").open(realm.publicApp()).status())
                .isEqualTo(200);
    }

    @Test
    void whatTheClientWroteCannotSpoilTheRecord() {
        Http http = new Http();
        http.headers("X-Forwarded-For", "198.51.100.9");
        String endpoint = realm.publicApp().endpoint("auth") + "?response_type=code&client_id=";
        assertThat(http.get(endpoint + "x".repeat(3_000)).status()).isEqualTo(403);
        assertThat(records("198.51.100.9")).hasSize(1);
        for (String client : List.of("a%00b", "a%0Arealm+forged")) {
            assertThat(http.get(endpoint + client).status()).isBetween(400, 499);
        }
        assertThat(node.log()).doesNotContain("\nrealm forged");
    }

    @Test
    void aFloodLeavesItsFirstItsLastAndItsCount() throws InterruptedException {
        String flooder = "198.51.100.7";
        for (int i = 0; i < 1_000; i++) {
            assertThat(Browser.at(node, flooder).open(realm.publicApp()).status())
                    .isEqualTo(403);
        }
        Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
        while (stored(flooder) < 1_000 && Instant.now().isBefore(deadline)) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
        assertThat(stored(flooder)).as("not one is lost").isEqualTo(1_000);
        assertThat(records(flooder)).as("a bounded number of rows").hasSizeLessThan(60);
        assertThat(node.metrics())
                .containsPattern("keycloak_security_policy_decisions_total\\{door=\"early\",outcome=\"refused\","
                        + "reason=\"ip-nobody\"\\} [1-9]");
    }

    /** How many refusals the stored rows stand for: each for itself, and for those it counts. */
    private static int stored(String address) {
        return records(address).stream()
                .mapToInt(record -> record.at("/details/policy_count").asInt(1))
                .sum();
    }

    private static List<JsonNode> records(String address) {
        return realm.records().stream()
                .filter(record -> record.path("ipAddress").asText().equals(address))
                .toList();
    }
}
