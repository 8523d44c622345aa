package dev.securitypolicies.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.securitypolicies.server.Admin;
import dev.securitypolicies.server.Api;
import dev.securitypolicies.server.App;
import dev.securitypolicies.server.Browser;
import dev.securitypolicies.server.Http;
import dev.securitypolicies.server.KeycloakNode;
import dev.securitypolicies.server.PolicyRealm;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.Servers;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Afterwards: who could do what from where, who decided that, and what was refused, from stored records alone. */
final class ReportIT {

    private static final String OFFICE = "10.15.1.55";
    private static final String OUTSIDE = "8.8.8.8";

    private static final KeycloakNode NODE = Servers.newest();

    @PolicyRealm("report")
    private static Realm realm;

    @BeforeEach
    void nothingOnRecord() {
        realm.policy();
        Admin.expect(204, realm.admin().call("DELETE", realm.path("/admin-events"), ""));
        Admin.expect(204, realm.admin().call("DELETE", realm.path("/events"), ""));
    }

    @Test
    void whatWasDecidedAndWhatCameOfIt() {
        realm.policy(
                "ip.subscriber", "10.15.1.*",
                "ip.groups", "{\"office\": [\"10.15.1.*\"]}",
                "mfa.roles", "Administrator");
        realm.publicApp().password("alice", OUTSIDE);
        Browser.at(NODE, OUTSIDE).open(realm.publicApp());
        JsonNode report = report("");
        assertThat(App.names(report.path("policy")))
                .contains(
                        "Everyone may log in from 10.15.1.*.",
                        "A second factor is required of holders of Administrator.");
        JsonNode change = report.at("/changes/0");
        assertThat(change.path("author").asText()).isNotBlank();
        assertThat(change.path("address").asText()).isEqualTo("127.0.0.1");
        assertThat(change.at("/changes/securityPolicy.ip.subscriber/new").asText())
                .isEqualTo("10.15.1.*");
        assertThat(change.path("access").findValuesAsText("subject")).contains("everyone", "ip-group");
        JsonNode refusal = report.at("/refusals/0");
        assertThat(refusal.path("kind").asText()).isEqualTo("refused");
        assertThat(refusal.path("network").asText()).isEqualTo("8.8.8.0/24");
        assertThat(report.at("/records/decisions").asInt()).isEqualTo(2);
        assertThat(report.path("changes").findValuesAsText("about"))
                .as("the policy, and the flow that follows it")
                .containsExactly("realm", "authentication/flows");
        assertThat(report.at("/records/complete").asBoolean()).isTrue();
        assertThat(row(report, "everyone")).as("office and anywhere else").containsExactly("all", "none");
        assertThat(report.at("/mfa/required").asInt()).isPositive();
        assertThat(report.at("/mfa/requiredWithFactor").asInt()).isZero();
    }

    /** What an auditor wants to be sure of. */
    @Test
    void theSameRecordsGiveTheSameReportAndAnotherHashWithoutOneOfThem() {
        realm.policy("ip.subscriber", "10.15.1.*");
        realm.publicApp().password("alice", OUTSIDE);
        realm.publicApp().password("bill", OUTSIDE);
        JsonNode once = report("");
        assertThat(report("")).isEqualTo(once);
        assertThat(get("format=html", "*/*").body())
                .isEqualTo(get("format=html", "*/*").body());
        String removed = realm.records().get(0).path("id").asText();
        assertThat(Servers.sqlOnNewest("delete from event_entity where id = '" + removed + "'"))
                .isEqualTo(1);
        JsonNode less = report("");
        assertThat(less.at("/records/sha256")).isNotEqualTo(once.at("/records/sha256"));
        Servers.sqlOnNewest("update admin_event_entity set auth_user_id = 'somebody' where realm_id = '" + realmId()
                + "' and resource_path = 'security-policy/realm'");
        assertThat(report("").at("/records/sha256")).as("another author").isNotEqualTo(less.at("/records/sha256"));
    }

    @Test
    void thePolicyIsTheOneAtTheEndOfTheTime() {
        realm.policy("mode", "report-only", "ip.subscriber", "10.15.1.*");
        Servers.sqlOnNewest(
                "update admin_event_entity set admin_event_time = admin_event_time - 3 * 86400000::bigint where realm_id = '"
                        + realmId() + "'");
        realm.policy("ip.subscriber", "10.15.1.*, 192.0.2.0/24");
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        JsonNode earlier = report("from=" + today.minusDays(10) + "&to=" + today.minusDays(1));
        assertThat(App.names(earlier.path("policy")))
                .contains(
                        "The policy is not enforced; what it would refuse is reported.",
                        "Everyone may log in from 10.15.1.*.");
        assertThat(earlier.path("changes")).hasSize(1);
        assertThat(earlier.at("/periods/0/mode").asText()).isEqualTo("report-only");
        assertThat(earlier.at("/periods/0/until").asText()).startsWith(today.minusDays(1) + "T23:59:59");
        JsonNode all = report("");
        assertThat(App.names(all.path("policy"))).contains("Everyone may log in from 10.15.1.*, 192.0.2.0/24.");
        assertThat(all.path("changes")).hasSize(2);
        assertThat(all.at("/periods/0/until").asText()).startsWith(today.toString());
    }

    @Test
    void onPaperAndInASpreadsheet() {
        realm.policy(
                "ip.subscriber",
                "10.15.1.*",
                "ip.roles",
                "{\"<script>alert(1)</script>\": [\"10.15.1.9\"], \"=HYPERLINK(1)\": [\"10.15.1.9\"]}");
        Http.Answer page = get("", "text/html");
        assertThat(page.header("Content-Type").orElse("")).startsWith("text/html");
        assertThat(page.header("Content-Security-Policy").orElse("")).contains("default-src 'none'");
        assertThat(page.body())
                .contains("&lt;script&gt;", "Who can enter from where")
                .doesNotContain("<script>");
        Http.Answer lines = get("", "text/csv");
        assertThat(lines.body())
                .contains("Who can enter from where,'=HYPERLINK(1),")
                .doesNotContain(",=HYPERLINK");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from=yesterday",
                "from=2026-02-30",
                "from=2026-03-01&to=2026-02-01",
                "from=1999-01-01",
                "to=999999999-01-01",
                "to=%2B999999999-12-31",
                "to=-999999999-01-01",
                "from=%2B300000000-01-01&to=%2B300000000-01-02",
                "format=HTML",
                "from=2999-01-01&to=2999-01-02",
                "format=pdf"
            })
    void whatCannotBeUnderstood(String query) {
        Http.Answer answer = get(query, "application/json");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("error").asText()).isEqualTo("bad-parameter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"view-realm,view-events", "view-realm,view-users", "view-events,view-users"})
    void whoMayNotSeeAllOfItSeesNothing(String rights) {
        String user = "reader-" + rights.replace(",", "-");
        realm.user(user, List.of("Mobile"), Map.of());
        for (String right : rights.split(",", -1)) {
            realm.administers(user, right);
        }
        Http http = new Http();
        http.headers(
                "X-Forwarded-For",
                OFFICE,
                "Authorization",
                "Bearer " + realm.publicApp().password(user, OFFICE).text("access_token"));
        assertThat(http.get(NODE.url() + realm.path("/security-policy/report")).status())
                .isEqualTo(403);
    }

    /** What cannot be told is left out and named, and nothing of today takes its place. */
    @Test
    void whatSomebodyHasMadeUnreadableIsSaid() {
        realm.policy("mode", "report-only", "ip.subscriber", "192.0.2.0/24");
        realm.policy("ip.subscriber", "10.15.1.*");
        Servers.sqlOnNewest(
                "update admin_event_entity set admin_event_time = admin_event_time - 3 * 86400000::bigint where realm_id = '"
                        + realmId() + "'");
        realm.policy("ip.subscriber", "10.15.1.*, 192.0.2.1");
        String sha256 = report("").at("/records/sha256").asText();
        assertThat(Servers.sqlOnNewest("update admin_event_entity set representation = 'no json' where realm_id = '"
                        + realmId() + "' and admin_event_time > (extract(epoch from now()) * 1000)::bigint - 86400000"))
                .isEqualTo(1);
        LocalDate yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1);
        JsonNode earlier = report("from=" + yesterday.minusDays(9) + "&to=" + yesterday);
        assertThat(earlier.at("/policy/0").asText()).contains("cannot be rebuilt");
        assertThat(earlier.at("/matrix/rows")).isEmpty();
        assertThat(earlier.path("periods")).isEmpty();
        assertThat(earlier.path("changes")).hasSize(2);
        assertThat(earlier.at("/records/gaps/0").asText())
                .isEqualTo("What the policy was then cannot be told from the records of its changes.");
        assertThat(earlier.at("/records/complete").asBoolean()).isFalse();
        JsonNode today = report("");
        assertThat(today.path("changes")).hasSize(3);
        assertThat(today.at("/records/sha256").asText()).isNotEqualTo(sha256);
        assertThat(get("", "text/html").body()).contains("Not every change of the time can be undone");
    }

    /** A record that is gone leaves a hole, and what was before it is not guessed. */
    @Test
    void aHoleInTheRecordsIsSeen() {
        realm.policy("ip.subscriber", "192.0.2.0/24");
        realm.policy("ip.subscriber", "198.51.100.0/24");
        realm.policy("ip.subscriber", "10.15.1.*");
        Servers.sqlOnNewest("delete from admin_event_entity where realm_id = '" + realmId()
                + "' and representation like '%\"new\":\"198.51.100.0/24\"%'");
        JsonNode report = report("");
        assertThat(App.names(report.path("policy"))).contains("Everyone may log in from 10.15.1.*.");
        assertThat(App.names(report.at("/records/gaps")))
                .contains("Not every change of the time can be undone; what was before is not told.");
    }

    @Test
    void whatHasExpiredIsNotTold() {
        realm.policy("ip.subscriber", "10.15.1.*");
        adminEventsExpire(86_400);
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        JsonNode earlier = report("from=" + today.minusDays(60) + "&to=" + today.minusDays(40));
        assertThat(earlier.at("/policy/0").asText()).contains("cannot be rebuilt");
        assertThat(earlier.has("periods")).isFalse();
        assertThat(App.names(earlier.at("/records/gaps")))
                .anyMatch(gap -> gap.matches("Records of changes before .* have expired."));
        assertThat(get("from=" + today.minusDays(60) + "&to=" + today.minusDays(40), "text/html")
                        .body())
                .contains("This cannot be told from the records.");
        adminEventsExpire(0);
    }

    private static void adminEventsExpire(int seconds) {
        ObjectNode attributes = (ObjectNode) realm.admin().get(realm.path("")).path("attributes");
        realm.change(Map.of("attributes", attributes.put("adminEventsExpiration", String.valueOf(seconds))));
    }

    /** Service accounts are told to whoever may see clients; whoever may not is told that they are missing. */
    @Test
    void whoMayNotSeeClientsIsToldSo() {
        realm.client("hidden", Map.of("publicClient", false, "secret", "hidden", "serviceAccountsEnabled", true));
        realm.user("auditor", List.of("Mobile"), Map.of());
        List.of("view-realm", "view-events", "view-users").forEach(right -> realm.administers("auditor", right));
        JsonNode told = new Api(realm, "auditor", OFFICE).json("/report");
        assertThat(told.at("/exceptions/serviceAccounts")).isEmpty();
        assertThat(told.at("/exceptions/complete").asBoolean()).isFalse();
        assertThat(App.names(told.at("/records/gaps")))
                .contains("Not all users, groups and clients with rules of their own are listed.");
        assertThat(told.at("/matrix/rows").findValuesAsText("subject")).doesNotContain("service-accounts");
        assertThat(report("").at("/matrix/rows").findValuesAsText("subject")).contains("service-accounts");
    }

    @ParameterizedTest(name = "Accept: {0} -> {1}")
    @CsvSource({
        "text/html;q=0,application/json",
        "bogus,",
        "'text/csv;q=0.5, text/html;q=0.1',text/csv",
        "*/*,application/json",
    })
    void theBestOfWhatIsAccepted(String accept, String type) {
        Http.Answer answer = get("", accept);
        assertThat(answer.status()).isLessThan(500);
        assertThat(answer.header("Content-Type").orElse("")).startsWith(type == null ? "" : type);
    }

    @Test
    void aTimeForLongQuestionsThatMakesNoSenseStopsTheServer() {
        assertThatThrownBy(() -> Servers.start(
                        List.of("--spi-admin-realm-restapi-extension--security-policy--long-question-seconds=0")))
                .hasMessageContaining("`long-question-seconds`");
    }

    private static List<String> row(JsonNode report, String subject) {
        return report.at("/matrix/rows")
                .valueStream()
                .filter(row -> row.path("subject").asText().equals(subject))
                .findFirst()
                .orElseThrow()
                .path("cells")
                .valueStream()
                .map(JsonNode::asText)
                .toList();
    }

    private static JsonNode report(String query) {
        return realm.admin().get(realm.path("/security-policy/report?" + query));
    }

    private static Http.Answer get(String query, String type) {
        Http http = new Http();
        http.headers(
                "Accept",
                type,
                "X-Forwarded-For",
                "127.0.0.1",
                "Authorization",
                "Bearer " + realm.admin().login().json().path("access_token").asText());
        return http.get(NODE.url() + realm.path("/security-policy/report?" + query));
    }

    private static String realmId() {
        return realm.admin().get(realm.path("")).path("id").asText();
    }
}
