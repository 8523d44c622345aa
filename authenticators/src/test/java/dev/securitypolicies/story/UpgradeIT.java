package dev.securitypolicies.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.securitypolicies.server.Admin;
import dev.securitypolicies.server.Api;
import dev.securitypolicies.server.App;
import dev.securitypolicies.server.Browser;
import dev.securitypolicies.server.KeycloakNode;
import dev.securitypolicies.server.PreviousPack;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.Servers;
import dev.securitypolicies.server.Settings;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * Upgrading the pack: the jar of the version before has written a policy, users, sessions and records, and this one goes on with them as if nothing had been.
 * The server of the version before is stopped in between, the database stays.
 */
@EnabledIf(
        value = "dev.securitypolicies.server.PreviousPack#isKnown",
        disabledReason = "there is no history here to build the version before from")
final class UpgradeIT {

    private static final String OFFICE = "10.15.1.55";
    private static final String VPN = "10.15.1.11";
    private static final String AWAY = "67.25.19.198";
    private static final Map<String, String> ASKED =
            new LinkedHashMap<>(Map.of("alice", OFFICE, "bill", VPN, "chris", AWAY, "sam", AWAY));

    private static KeycloakNode node;
    private static Realm realm;
    private static State before;
    private static App.Tokens session;
    private static App.Tokens offline;

    /** What the API says of a realm. */
    private record State(
            JsonNode policy, JsonNode findings, List<JsonNode> verdicts, JsonNode history, List<JsonNode> records) {

        static State of(Realm realm) {
            ObjectNode stored = (ObjectNode) realm.admin().get(realm.path("/security-policy"));
            List<JsonNode> verdicts = ASKED.entrySet().stream()
                    .map(asked -> Admin.expect(
                                    200,
                                    realm.admin()
                                            .call(
                                                    "POST",
                                                    realm.path("/security-policy/evaluate"),
                                                    Map.of("user", asked.getKey(), "address", asked.getValue())))
                            .json())
                    .toList();
            return new State(
                    stored,
                    realm.admin().get(realm.path("/security-policy/status")).path("findings"),
                    verdicts,
                    realm.admin().get(realm.path("/security-policy/history")),
                    realm.records());
        }
    }

    @BeforeAll
    static void upgrade() throws IOException {
        String database = Servers.newDatabase();
        KeycloakNode old = Servers.startPreviousOn(PreviousPack.jar(), database);
        try (old) {
            Realm written = Realm.sample(old, "upgraded");
            company(written);
            App app = written.publicApp();
            session = app.code(Browser.at(old, VPN).login(app, "bill"), VPN);
            offline = app.token(
                    VPN,
                    Map.of("grant_type", "password", "username", "bea", "password", "bea", "scope", "offline_access"));
            assertThat(app.password("sam", OFFICE).error())
                    .as("a refusal, on record")
                    .isEqualTo("invalid_grant");
            before = State.of(written);
        }
        node = Servers.startInPlaceOf(old, database);
        realm = new Realm(node, "upgraded");
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    /** All settings of the sample for pipelines, with networks of this story, a user's group, a pending change. */
    private static void company(Realm realm) throws IOException {
        for (String role : List.of("administrator", "treasurer", "field-service")) {
            Admin.expect(201, realm.admin().call("POST", realm.path("/roles"), Map.of("name", role)));
        }
        realm.administers("ada", "realm-admin");
        realm.user("bea", List.of("Administrator", "Mobile", "offline_access"), Map.of());
        realm.user("sam", List.of("Mobile"), Map.of("securityPolicy.ip.groups", List.of("partner")));
        JsonNode file = new ObjectMapper()
                .readTree(Settings.samples().resolve("as-code/acme.json").toFile());
        Map<String, String> settings = new LinkedHashMap<>();
        file.path("attributes")
                .properties()
                .forEach(attribute -> settings.put(
                        attribute.getKey().replace("securityPolicy.", ""),
                        attribute.getValue().asText()));
        settings.put(
                "ip.groups",
                "{\"office\": [\"10.15.1.*\"], \"vpn\": [\"10.15.1.10/31\", \"127.0.0.1\"],"
                        + " \"partner\": [\"67.25.19.0/24\"], \"automation\": [\"127.0.0.1\"]}");
        settings.put("mode", "enforce");
        settings.put("ip.roles", "{\"Administrator\": [\"@vpn\"], \"Mobile\": [\"*\"]}");
        settings.put("ip.adminPanel", "@office, @automation");
        settings.remove("mfa.admins");
        settings.remove("superAdmin.emails");
        realm.admin().replacePolicy(realm.name(), settings);
        Api ada = new Api(realm, "ada", OFFICE);
        ObjectNode policy = (ObjectNode) ada.json("").path("policy");
        policy.put("mode", "enforce").withObject("/session").put("lifetimeMinutes", 480);
        Admin.expect(200, ada.put("?confirmWithin=60", policy));
    }

    @Test
    void thePolicyIsReadAsItWasWritten() {
        State after = State.of(realm);
        assertThat(after.policy().path("policy")).isEqualTo(before.policy().path("policy"));
        assertThat(after.policy().path("problems")).isEmpty();
        assertThat(after.findings().findValuesAsText("code"))
                .isEqualTo(before.findings().findValuesAsText("code"));
    }

    @Test
    void everybodyGetsTheSameFromTheSamePlace() {
        assertThat(State.of(realm).verdicts()).isEqualTo(before.verdicts());
    }

    /** The first start of a new version is no change of the policy, and loses none. */
    @Test
    void theRecordsGoOnWhereTheyWere() {
        State after = State.of(realm);
        assertThat(after.history().path("versions").findValuesAsText("time"))
                .endsWith(before.history()
                        .path("versions")
                        .findValuesAsText("time")
                        .toArray(String[]::new));
        assertThat(after.records()).containsAll(before.records());
    }

    @Test
    void sessionsAndOfflineTokensAreJudgedAsBefore() {
        App app = new Realm(node, "upgraded").publicApp();
        for (App.Tokens tokens : List.of(session, offline)) {
            assertThat(app.refresh(tokens, VPN).roles())
                    .isEqualTo(tokens.roles())
                    .contains("Administrator");
            assertThat(app.refresh(tokens, AWAY).roles()).contains("Mobile").doesNotContain("Administrator");
        }
    }

    /** A change that waited for its confirmation goes on waiting, and is taken back if nobody gives it. */
    @Test
    void aPendingChangeStaysPending() {
        assertThat(before.policy().path("pending").path("deadline").asText()).isNotEmpty();
        Api ada = new Api(realm, "ada", OFFICE);
        assertThat(ada.json("").path("pending")).isEqualTo(before.policy().path("pending"));
        Admin.expect(200, ada.send("DELETE", "/pending", ""));
        assertThat(ada.json("").at("/policy/session/lifetimeMinutes").asInt()).isEqualTo(600);
        Admin.expect(200, ada.put("", before.policy().path("policy")));
    }
}
