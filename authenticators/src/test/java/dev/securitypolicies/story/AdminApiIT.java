package dev.securitypolicies.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.securitypolicies.server.Admin;
import dev.securitypolicies.server.Api;
import dev.securitypolicies.server.Browser;
import dev.securitypolicies.server.Http;
import dev.securitypolicies.server.KeycloakNode;
import dev.securitypolicies.server.PolicyRealm;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.Servers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The admin API: one document, all problems at once, no lock-out, and answers from the code that enforces. */
final class AdminApiIT {

    private static final String OFFICE = "10.15.1.20";
    private static final String AWAY = "67.25.19.198";
    private static final String EXAMPLE = "{\"ip\":{\"subscriber\":[\"10.15.1.*\"],\"roles\":{\"Administrator\":"
            + "[\"10.15.1.10\",\"10.15.1.11\",\"10.15.1.12\"],\"Mobile\":[\"*.*.*.*\"]}}}";

    private static final KeycloakNode NODE = Servers.newest();

    @PolicyRealm("api")
    private static Realm realm;

    private final Api ada = new Api(realm, "ada", OFFICE);

    @BeforeAll
    static void prepare() {
        grant("viewer", "view-realm");
        grant("auditor", "view-events");
        realm.user("nobody", List.of(), Map.of());
    }

    @BeforeEach
    void example() {
        realm.policy();
        Admin.expect(200, ada.put("", EXAMPLE));
    }

    @Test
    void aDocumentIsReadAsItWasWritten() {
        assertThat(ada.json("").path("policy")).isEqualTo(Admin.parse(EXAMPLE));
        assertThat(realm.admin()
                        .get(realm.path(""))
                        .at("/attributes/securityPolicy.ip.subscriber")
                        .asText())
                .isEqualTo("10.15.1.*");
        assertThat(ada.json("").path("problems").findValuesAsText("code"))
                .as("an advice is no obstacle")
                .containsExactly("ipv4-only");
        assertThat(ada.json("").path("canEdit").asBoolean()).isTrue();
    }

    @Test
    void aSaveIsAuditedAndInForceAtOnce() {
        assertThat(ada.put("", "{\"mfa\":{\"roles\":[\"Treasurer\"]},\"session\":{\"lifetimeMinutes\":480}}")
                        .status())
                .isEqualTo(200);
        assertThat(realm.admin()
                        .get(realm.path(""))
                        .path("ssoSessionIdleTimeout")
                        .asInt())
                .isEqualTo(28_800);
        JsonNode change = realm.admin().get(realm.path("/admin-events?max=10")).get(0);
        assertThat(change.path("resourceType").asText()).isEqualTo("SECURITY_POLICY");
        assertThat(lastChange().toString()).contains("securityPolicy.ip.subscriber");
    }

    @Test
    void aStaleSaveIsRefusedAndNotMerged() {
        String read = ada.tag();
        Admin.expect(200, ada.put("", "{\"mode\":\"report-only\"}"));
        Http.Answer stale = ada.send("PUT", "", EXAMPLE, "If-Match", read);
        assertThat(stale.status()).isEqualTo(412);
        assertThat(Api.codes(stale)).containsExactly("stale");
        assertThat(ada.json("").path("policy").toString()).isEqualTo("{\"mode\":\"report-only\"}");
        assertThat(ada.send("PUT", "", EXAMPLE).status()).as("without a tag").isEqualTo(428);
        assertThat(ada.send("PUT", "", EXAMPLE, "If-Match", ada.tag()).status()).isEqualTo(200);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "nothing at all                | | wrong-type",
                "no JSON                       | {  | not-json",
                "a list                        | [] | wrong-type",
                "a misspelt setting            | {\"ip\":{\"subscribers\":[]}} | /ip/subscribers unknown-setting",
                "a realm, which can be asked about | {\"attributes\":{\"securityPolicy.mode\":\"report-only\"}} | /attributes unknown-setting",
                "an unknown branch             | {\"ldap\":{}} | /ldap unknown-setting",
                "text for a list               | {\"ip\":{\"subscriber\":\"10.15.1.*\"}} | /ip/subscriber wrong-type",
                "a number in a list            | {\"ip\":{\"subscriber\":[7]}} | /ip/subscriber wrong-type",
                "text for a switch             | {\"mfa\":{\"everyone\":\"yes\"}} | /mfa/everyone wrong-type",
                "a fraction                    | {\"session\":{\"lifetimeMinutes\":1.5}} | /session/lifetimeMinutes wrong-type",
                "too short                     | {\"session\":{\"lifetimeMinutes\":4}} | /session/lifetimeMinutes bad-number",
                "a bad entry                   | {\"ip\":{\"subscriber\":[\"10.15.1.*\",\"10.15.1\"]}} | /ip/subscriber/1 not-an-address",
                "a bad entry in a group        | {\"ip\":{\"groups\":{\"a/b\":[\"x\"]}}} | /ip/groups/a~1b/0 not-an-address",
                "an unknown group              | {\"ip\":{\"subscriber\":[\"@vpn\"]}} | /ip/subscriber/0 unknown-group",
            })
    void badInput(String what, String body, String expected) {
        Http.Answer answer = ada.put("", body == null ? "" : body);
        assertThat(answer.status()).as(what).isEqualTo(400);
        assertThat(Api.codes(answer)).anyMatch(code -> code.strip().equals(expected.strip()));
        assertThat(answer.json().at("/problems/0/hint").asText()).isNotEmpty();
        assertThat(ada.json("").path("policy")).as("nothing is saved").isEqualTo(Admin.parse(EXAMPLE));
    }

    @Test
    void allProblemsComeAtOnce() {
        Http.Answer answer = ada.put(
                "",
                "{\"mode\":\"off\",\"ip\":{\"subscriber\":[\"10.15.1\"],\"roles\":{\"Mobile\":[\"x\"]}},\"mfa\":{\"graceDays\":91}}");
        assertThat(Api.codes(answer)).hasSize(4).contains("/mode unknown-word", "/mfa/graceDays bad-number");
    }

    @Test
    void rightsAreThoseOfKeycloak() {
        Http.Answer anonymous = new Http().get(ada.url(""));
        assertThat(anonymous.status()).isEqualTo(401);
        Api nobody = new Api(realm, "nobody", OFFICE);
        Api viewer = new Api(realm, "viewer", OFFICE);
        Api auditor = new Api(realm, "auditor", OFFICE);
        assertThat(nobody.get("").status()).isEqualTo(403);
        assertThat(nobody.put("", "{}").status()).isEqualTo(403);
        assertThat(nobody.get("/openapi").status()).isEqualTo(403);
        assertThat(viewer.json("").path("canEdit").asBoolean()).isFalse();
        assertThat(viewer.get("/status").status()).isEqualTo(200);
        assertThat(viewer.put("", "{}").status()).isEqualTo(403);
        assertThat(viewer.send("POST", "/confirm", "").status()).isEqualTo(403);
        assertThat(viewer.send("DELETE", "/pending", "").status()).isEqualTo(403);
        assertThat(viewer.get("/activity").status()).isEqualTo(403);
        assertThat(viewer.send("POST", "/evaluate", question("alice", OFFICE)).status())
                .as("needs view-users as well")
                .isEqualTo(403);
        assertThat(auditor.get("/activity").status()).isEqualTo(200);
        assertThat(auditor.get("").status()).isEqualTo(403);
    }

    @Test
    void whoeverWouldLockThemselvesOutIsToldAndMayInsist() {
        String elsewhere = "{\"ip\":{\"adminPanel\":[\"192.0.2.1\",\"127.0.0.1\"]}}";
        Http.Answer refused = ada.put("", elsewhere);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(Api.codes(refused)).containsExactly("lock-out-caller");
        assertThat(refused.json().path("errorMessage").asText()).contains(OFFICE);

        assertThat(ada.put("?override=lock-out", elsewhere).status()).isEqualTo(200);
        assertThat(ada.get("").status()).isEqualTo(403);
        assertThat(changeDetails().path("override").asText()).isEqualTo("lock-out-caller");
    }

    @Test
    void aRoleOfTheCallersThatWouldBeWithheldIsALockOut() {
        Http.Answer refused = ada.put("", "{\"ip\":{\"roles\":{\"realm-management.manage-realm\":[\"192.0.2.1\"]}}}");
        assertThat(Api.codes(refused)).containsExactly("lock-out-caller-roles");
        assertThat(ada.put("", "{\"ip\":{\"subscriber\":[\"192.0.2.1\"]}}").status())
                .isEqualTo(409);
        assertThat(ada.put("", "{\"mode\":\"report-only\",\"ip\":{\"adminPanel\":[\"192.0.2.1\",\"127.0.0.1\"]}}")
                        .status())
                .as("where nothing is enforced nobody is locked out")
                .isEqualTo(200);
    }

    @Test
    void whoeverCouldNotSetUpTheFactorTheyDemandIsTold() {
        Http.Answer refused = ada.put("", "{\"mfa\":{\"admins\":true,\"enrolFrom\":[\"192.0.2.1\"]}}");
        assertThat(Api.codes(refused)).containsExactly("lock-out-caller-factor");
        assertThat(refused.json().path("errorMessage").asText()).contains("second factor");
    }

    @Test
    void anAdministratorOfTheMasterRealmCannotLockEverybodyOutEither() {
        Http.Answer answer = masterPut("{\"ip\":{\"adminPanel\":[\"127.0.0.1\"],\"subscriber\":[\"10.15.1.*\"]}}");
        assertThat(answer.status())
                .as("masters can still come: " + answer.body())
                .isEqualTo(200);
    }

    @Test
    void aChangeThatIsConfirmedStays() {
        Http.Answer saved = ada.put("?confirmWithin=5", "{\"ip\":{\"adminPanel\":[\"10.15.1.*\",\"127.0.0.1\"]}}");
        assertThat(saved.json().at("/pending/author").asText()).isEqualTo("ada");
        assertThat(new Api(realm, "ada", AWAY).get("").status())
                .as("in force at once")
                .isEqualTo(403);
        assertThat(Api.codes(ada.put("", "{}"))).as("one at a time").containsExactly("change-pending");
        assertThat(ada.send("POST", "/confirm", "").json().has("pending")).isFalse();
        assertThat(Api.codes(ada.send("POST", "/confirm", ""))).containsExactly("nothing-pending");
        assertThat(changeDetails().path("confirm_within_minutes").asText()).isEqualTo("5");
        assertThat(new Api(realm, "ada", AWAY).get("").status()).isEqualTo(403);
    }

    @Test
    void aChangeThatIsNotConfirmedIsTakenBackByTheClock() {
        assertThat(ada.put(
                                "?override=lock-out&confirmWithin=1",
                                "{\"ip\":{\"adminPanel\":[\"192.0.2.1\",\"127.0.0.1\"]}}")
                        .status())
                .isEqualTo(200);
        assertThat(ada.get("").status()).as("locked out").isEqualTo(403);
        timePasses();
        assertThat(ada.json("").path("policy")).isEqualTo(Admin.parse(EXAMPLE));
        assertThat(changeDetails().path("door").asText()).isEqualTo("timeout");
        assertThat(realm.admin().get(realm.path("")).at("/attributes").has("securityPolicy.ip.adminPanel"))
                .isFalse();
    }

    /** As this node has it cached, there is still time; the save finds that it is up, before anybody has put the change back. */
    @Test
    void aSaveIsNotUndoneByAChangeWhoseTimeIsUp() {
        Admin.expect(200, ada.put("?confirmWithin=5", "{}"));
        assertThat(ada.json("").has("pending")).isTrue();
        deadlinePasses();
        String policy = "{\"ip\":{\"roles\":{\"Mobile\":[\"10.15.1.*\"]}}}";
        Http.Answer saved = ada.put("", policy);
        assertThat(saved.json().path("policy")).isEqualTo(Admin.parse(policy));
        assertThat(saved.json().has("pending")).isFalse();
        timePasses();
        assertThat(ada.json("").path("policy")).as("for good").isEqualTo(Admin.parse(policy));
    }

    @Test
    void whatComesBackHasTheNewNamesOfRolesThatWereRenamedMeanwhile() {
        String role = realm.path("/roles/Courier");
        Admin.expect(201, realm.admin().call("POST", realm.path("/roles"), "{\"name\": \"Courier\"}"));
        Admin.expect(200, ada.put("", "{\"ip\":{\"roles\":{\"Courier\":[\"10.15.1.10\"]}}}"));
        Admin.expect(200, ada.put("?confirmWithin=5", "{}"));
        Admin.expect(204, realm.admin().call("PUT", role, "{\"name\": \"Rider\"}"));
        assertThat(ada.send("DELETE", "/pending", "").json().path("policy"))
                .isEqualTo(Admin.parse("{\"ip\":{\"roles\":{\"Rider\":[\"10.15.1.10\"]}}}"));
    }

    @Test
    void aChangeCanBeTakenBackAtOnce() {
        ada.put("?confirmWithin=5", "{}");
        assertThat(ada.send("DELETE", "/pending", "").json().path("policy")).isEqualTo(Admin.parse(EXAMPLE));
        assertThat(Api.codes(ada.put("?confirmWithin=0", "{}"))).containsExactly("bad-parameter");
        assertThat(Api.codes(ada.put("?override=yes", "{}"))).containsExactly("bad-parameter");
    }

    @ParameterizedTest(name = "{0} from {1}: {2}")
    @CsvSource(
            delimiter = ';',
            value = {
                "alice; 10.15.1.55;   Mobile, Participant",
                "bill;  10.15.1.11;   Administrator, Mobile, Participant",
                "chris; 67.25.19.198; Mobile",
            })
    void theWhatIfGivesTheTable(String user, String address, String kept) {
        JsonNode answer = ada.send("POST", "/evaluate", question(user, address)).json();
        assertThat(answer.path("allowed").asBoolean()).isTrue();
        TreeSet<String> roles = new TreeSet<>();
        answer.path("roles").forEach(role -> {
            if (role.path("kept").asBoolean() && !role.path("stock").asBoolean()) {
                roles.add(role.path("role").asText());
            }
        });
        assertThat(String.join(", ", roles)).isEqualTo(kept);
    }

    @Test
    void theWhatIfSaysWhyAndTriesADraft() {
        JsonNode answer = ada.send("POST", "/evaluate", question("chris", AWAY)).json();
        assertThat(answer.path("roles").toString())
                .contains(
                        "{\"role\":\"Administrator\",\"direct\":true,\"kept\":false,\"decidedBy\":\"role Administrator\"")
                .contains("{\"role\":\"Participant\",\"direct\":true,\"kept\":false,\"decidedBy\":\"subscriber\"");
        String draft = "{\"user\":\"chris\",\"address\":\"" + AWAY + "\",\"client\":\"confidential-app\",\"policy\":"
                + "{\"ip\":{\"subscriber\":[\"10.15.1.*\"]},\"mfa\":{\"roles\":[\"Mobile\"]}}}";
        JsonNode drafted = ada.send("POST", "/evaluate", draft).json();
        assertThat(drafted.path("allowed").asBoolean()).isFalse();
        assertThat(drafted.path("reason").asText()).isEqualTo("ip-all-roles-withheld");
        assertThat(drafted.at("/mfa/because").asText()).isEqualTo("role Mobile");
        assertThat(drafted.path("addressOf").asText()).isEqualTo("user's last browser step");
    }

    @Test
    void theWhatIfRefusesWhatItCannotUnderstand() {
        assertThat(Api.codes(ada.send("POST", "/evaluate", "{\"user\":\"alice\",\"address\":\"10.15.1\",\"x\":1}")))
                .containsExactly("/address not-an-address", "/x unknown-field");
        assertThat(ada.send("POST", "/evaluate", question("mallory", OFFICE)).status())
                .isEqualTo(404);
        assertThat(ada.send("POST", "/evaluate", "").status()).isEqualTo(400);
    }

    @Test
    void theStatusNamesWhatDeservesAttention() {
        String careless = "{\"mode\":\"report-only\",\"ip\":{\"groups\":{\"old\":[\"10.1.1.1\"]},\"subscriber\":"
                + "[\"10.15.1.*\",\"10.15.1.7\",\"8.0.0.0/5\"],\"adminPanel\":[\"10.15.1.*\",\"127.0.0.1\"],\"roles\":{\"Ghost\":[\"10.1.1.1\"]},"
                + "\"interfaceUsers\":\"optional\"}}";
        Admin.expect(200, ada.put("", careless));
        JsonNode status = ada.json("/status");
        assertThat(status.path("findings").findValuesAsText("code"))
                .contains(
                        "report-only",
                        "interface-users-optional",
                        "shadowed-entry",
                        "wide-range",
                        "unused-group",
                        "unknown-role",
                        "master-without-list")
                .doesNotContain("door-off", "unprotected-attribute", "anybody-chooses-address");
        assertThat(status.at("/caller/address").asText()).isEqualTo(OFFICE);
        assertThat(status.at("/caller/peer").asText()).isEqualTo("127.0.0.1");
        assertThat(status.at("/caller/source").asText()).isEqualTo("x-forwarded-for, hop 1");
        assertThat(status.path("mode").asText()).isEqualTo("report-only");
    }

    /** Whoever asks which version runs is told the same everywhere. */
    @Test
    void theVersionIsInTheStatusAndInTheLog() {
        String version = System.getProperty("pack.version");
        assertThat(ada.json("/status").path("version").asText()).isEqualTo(version);
        assertThat(Servers.newest().log()).contains("security policies " + version + ": ");
    }

    @Test
    void aUserWhoCanNeverEnterIsFound() {
        realm.user("stuck", List.of("Participant"), Map.of("securityPolicy.ip.groups", List.of("far")));
        String policy = "{\"ip\":{\"groups\":{\"far\":[\"192.0.2.0/24\"]},\"subscriber\":[\"10.15.1.*\"]}}";
        Admin.expect(200, ada.put("", policy));
        assertThat(ada.json("/status").path("findings").toString())
                .contains("user-can-never-enter")
                .contains("`stuck`");
    }

    /** Nobody sees it until they are refused: where the attribute is written there is no list of the groups that exist. */
    @Test
    void anIpGroupThatDoesNotExistIsFoundOnUsersAndGroups() {
        realm.user("carl", List.of("Participant"), Map.of("securityPolicy.ip.groups", List.of("contractornet")));
        Map<String, Object> contractors = Map.of(
                "name", "contractors", "attributes", Map.of("securityPolicy.ip.groups", List.of("contractor-net")));
        Http.Answer created = Admin.expect(201, realm.admin().call("POST", realm.path("/groups"), contractors));
        String group = created.location().substring(created.location().lastIndexOf('/') + 1);
        String carl = realm.path("/users/" + realm.admin().userId(realm.name(), "carl"));
        Admin.expect(204, realm.admin().call("PUT", carl + "/groups/" + group, ""));
        Admin.expect(200, ada.put("", "{}"));
        assertThat(ada.json("/status").path("findings").findValuesAsText("message"))
                .as("though the realm restricts nothing")
                .contains("the IP group `contractornet` does not exist, and 1 user carries it: `carl`")
                .contains("the IP group `contractor-net` does not exist, and the Keycloak group `contractors`,"
                        + " with 1 member, carries it");
        Admin.expect(204, realm.admin().call("DELETE", realm.path("/groups/" + group), ""));
        Admin.expect(204, realm.admin().call("DELETE", carl, ""));
    }

    @Test
    void theActivityShowsBlocksAndChangesNewestFirst() {
        realm.user("dora", List.of("Participant"), Map.of());
        Browser.at(NODE, AWAY).login(realm.publicApp(), "dora");
        JsonNode newest = ada.json("/activity").at("/activity/0");
        assertThat(newest.path("reason").asText()).isEqualTo("ip-all-roles-withheld");
        assertThat(newest.path("kind").asText()).isEqualTo("refused");
        assertThat(newest.path("user").asText()).isEqualTo("dora");
        assertThat(newest.path("address").asText()).isEqualTo(AWAY);

        assertThat(ada.json("/activity?user=dora").path("activity")).hasSize(1);
        assertThat(ada.json("/activity?user=alice&reason=ip-user").path("activity"))
                .isEmpty();
        assertThat(ada.json("/activity?address=" + AWAY + "&reason=ip-all-roles-withheld")
                        .path("activity"))
                .isNotEmpty();
        JsonNode change = ada.json("/activity?reason=change&max=1").at("/activity/0");
        assertThat(change.path("user").asText()).isEqualTo("ada");
        assertThat(change.at("/change/changes").toString()).contains("securityPolicy.ip");
        assertThat(ada.json("/activity?since=2999-01-01T00:00:00Z").path("activity"))
                .isEmpty();
        assertThat(ada.get("/activity?since=yesterday").status()).isEqualTo(400);
        assertThat(ada.get("/activity?max=1000").status()).isEqualTo(400);
    }

    /** Nothing is lost and nothing comes twice, however small the pages are. */
    @Test
    void theActivityPagesBackToTheFirstRecord() {
        realm.user("fred", List.of("Participant"), Map.of());
        for (int i = 1; i <= 7; i++) {
            Browser.at(NODE, "203.0.113." + i).login(realm.publicApp(), "fred");
        }
        List<JsonNode> whole = new ArrayList<>();
        ada.json("/activity?user=FRE&max=200").path("activity").forEach(whole::add);
        assertThat(whole).as("a part of the name, in any case").hasSize(7);
        for (int size : List.of(1, 2, 3, 7)) {
            List<JsonNode> paged = new ArrayList<>();
            Optional<String> next = Optional.of("");
            while (next.isPresent()) {
                JsonNode page = ada.json("/activity?user=fre&max=" + size + next.get());
                page.path("activity").forEach(paged::add);
                next = Optional.ofNullable(page.get("next")).map(cursor -> "&before=" + cursor.asText());
            }
            assertThat(paged).as("in pages of " + size).isEqualTo(whole);
        }
        assertThat(ada.get("/activity?before=yesterday").status()).isEqualTo(400);
    }

    @Test
    void theActivityIsFilteredByKindAndNetworkAndReference() {
        realm.user("gina", List.of("Participant"), Map.of());
        Browser.at(NODE, "198.51.100.7").login(realm.publicApp(), "gina");
        JsonNode found =
                ada.json("/activity?address=198.51.100.0/24&kind=refused").path("activity");
        assertThat(found.findValuesAsText("address")).isNotEmpty().containsOnly("198.51.100.7");
        assertThat(ada.json("/activity?address=198.51.100.0/24&kind=change").path("activity"))
                .isEmpty();
        assertThat(ada.json("/activity?kind=change").path("activity").findValuesAsText("kind"))
                .isNotEmpty()
                .containsOnly("change");
        String reference = found.at("/0/reference").asText();
        assertThat(ada.json("/activity?reference=" + reference).path("activity").findValuesAsText("user"))
                .containsOnly("gina");
        assertThat(ada.get("/activity?kind=all").status()).isEqualTo(400);
        assertThat(ada.get("/activity?address=nowhere").status()).isEqualTo(400);
    }

    /** What a refused user can read out is what support finds. */
    @Test
    void aRefusedUserSeesTheirAddressAndAReference() {
        realm.user("hugo", List.of("Participant"), Map.of());
        String page = Browser.at(NODE, "198.51.100.9")
                .login(realm.publicApp(), "hugo")
                .html()
                .text();
        String reference =
                ada.json("/activity?user=hugo").at("/activity/0/reference").asText();
        assertThat(reference).matches("[0-9A-F]{8}");
        assertThat(page).contains("(198.51.100.9)").contains("Reference: " + reference + ".");
    }

    @Test
    void whoCarriesARestrictionOrAnExceptionIsListed() {
        realm.user("ines", List.of("Participant"), Map.of("securityPolicy.ip.groups", List.of("vpn")));
        realm.user("jens", List.of("Participant"), Map.of("securityPolicy.allowPassword", List.of("true")));
        realm.client("pipeline", Map.of("publicClient", false, "serviceAccountsEnabled", true));
        Map<String, Object> partners =
                Map.of("name", "partners", "attributes", Map.of("securityPolicy.ip.groups", List.of("vpn")));
        Admin.expect(201, realm.admin().call("POST", realm.path("/groups"), partners));

        JsonNode people = ada.json("/people");
        assertThat(people.path("users").findValuesAsText("username")).contains("ines", "jens");
        assertThat(people.path("users").findValuesAsText("username")).doesNotContain("alice");
        assertThat(people.path("groups").findValuesAsText("path")).contains("/partners");
        assertThat(people.path("serviceAccounts").findValuesAsText("clientId")).contains("pipeline");
        assertThat(people.path("complete").asBoolean()).isTrue();
        assertThat(new Api(realm, "viewer", OFFICE).get("/people").status()).isEqualTo(403);

        assertThat(ada.json("/status").path("findings").toString())
                .as("R5 would refuse it from everywhere")
                .contains("service-account-without-group")
                .contains("`pipeline`");
    }

    @Test
    void namesAreFoundOnlyWhereKeycloakWouldShowThem() {
        assertThat(names(ada, "role", "bil")).contains("Mobile");
        assertThat(names(ada, "role", "manage-realm")).contains("realm-management.manage-realm");
        assertThat(names(ada, "client", "PUBLIC")).containsExactly("public-app");
        assertThat(names(ada, "user", "chr")).containsExactly("chris");
        Api viewer = new Api(realm, "viewer", OFFICE);
        assertThat(names(viewer, "realm-role", "bil")).contains("Mobile");
        assertThat(names(viewer, "role", "manage-realm"))
                .as("a role of a client")
                .isEmpty();
        for (String kind : List.of("client", "user", "provider")) {
            assertThat(viewer.get("/names?kind=" + kind + "&search=a").status())
                    .as(kind)
                    .isEqualTo(403);
        }
        assertThat(ada.get("/names?kind=planet").status()).isEqualTo(400);
    }

    private static List<String> names(Api caller, String kind, String part) {
        List<String> names = new ArrayList<>();
        caller.json("/names?kind=" + kind + "&search=" + part).path("names").forEach(name -> names.add(name.asText()));
        return names;
    }

    /** Whoever insists has seen what they insist on. */
    @Test
    void aCheckSavesNothingAndAnOverrideNamesWhatItShowed() {
        String lockOut = "{\"ip\":{\"adminPanel\":[\"192.0.2.1\"]}}";
        JsonNode check = ada.send("POST", "/check", lockOut).json();
        assertThat(check.path("lockOuts").findValuesAsText("code")).containsExactly("lock-out-caller");
        assertThat(ada.json("").path("policy")).as("nothing is saved").isEqualTo(Admin.parse(EXAMPLE));
        assertThat(ada.put("?override=lock-out-everyone", lockOut).status())
                .as("another lock-out than the one there is")
                .isEqualTo(409);
        assertThat(ada.put("?override=anything", lockOut).status()).isEqualTo(400);
        JsonNode wrong =
                ada.send("POST", "/check", "{\"ip\":{\"subscriber\":[\"x\"]}}").json();
        assertThat(wrong.path("problems").findValuesAsText("code")).containsExactly("not-an-address");
        assertThat(new Api(realm, "viewer", OFFICE).send("POST", "/check", "{}").status())
                .isEqualTo(403);
    }

    @Test
    void theWhatIfSaysWhatBringsAGroupAndWhatAComposite() {
        Map<String, Object> field =
                Map.of("name", "field", "attributes", Map.of("securityPolicy.ip.groups", List.of("gone")));
        String group = Admin.expect(201, realm.admin().call("POST", realm.path("/groups"), field))
                .location();
        realm.user("kira", List.of("Participant"), Map.of());
        String kira = realm.path("/users/" + realm.admin().userId(realm.name(), "kira"));
        Admin.expect(
                204, realm.admin().call("PUT", kira + "/groups/" + group.substring(group.lastIndexOf('/') + 1), ""));
        JsonNode answer =
                ada.send("POST", "/evaluate", question("kira", OFFICE)).json();
        assertThat(answer.path("ipGroups").toString())
                .isEqualTo("[{\"name\":\"gone\",\"from\":\"/field\",\"known\":false,\"holdsAddress\":false}]");
        assertThat(answer.path("reason").asText()).isEqualTo("ip-user");
        assertThat(answer.path("adminReason").asText()).isEqualTo("ip-user");
        answer.path("roles")
                .forEach(role -> assertThat(role.path("direct").asBoolean())
                        .as(role.path("role").asText())
                        .isEqualTo(List.of("Participant", "default-roles-" + realm.name())
                                .contains(role.path("role").asText())));
    }

    /** Nobody is sent to edit a flow that the pack copies by itself once it enforces. */
    @Test
    void reportOnlyFindsNothingThatEnforcingMends() {
        Admin.expect(200, ada.put("", "{\"mode\":\"report-only\",\"mfa\":{\"admins\":true}}"));
        assertThat(ada.json("/status").path("findings").findValuesAsText("code"))
                .contains("report-only")
                .doesNotContain("flow-cannot-ask", "flow-asks-for-nothing");
    }

    @Test
    void theDescriptionFitsWhatIsThere() {
        JsonNode description = ada.json("/openapi");
        Map<String, JsonNode> answers = Map.of(
                "StoredPolicy", ada.json(""),
                "Status", ada.json("/status"),
                "Activity", ada.json("/activity"),
                "People", ada.json("/people"),
                "Evaluation",
                        ada.send("POST", "/evaluate", question("bill", OFFICE)).json());
        answers.forEach((schema, answer) -> assertThat(unlike(description, schema(description, schema), answer, schema))
                .as(schema)
                .isEmpty());
        description
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    Http.Answer answer = ada.send(
                            method.getKey().toUpperCase(java.util.Locale.ROOT),
                            path.getKey().equals("/") ? "" : path.getKey(),
                            "");
                    assertThat(method.getValue().path("responses").has(String.valueOf(answer.status())))
                            .as(method.getKey() + " " + path.getKey() + " answers " + answer.status())
                            .isTrue();
                }));
    }

    /** Where an answer is not as the schema says: a field that is missing, or one that nobody has described. */
    private static List<String> unlike(JsonNode description, JsonNode schema, JsonNode answer, String where) {
        List<String> unlike = new ArrayList<>();
        schema.path("required").forEach(name -> {
            if (!answer.has(name.asText())) {
                unlike.add(where + " lacks " + name.asText());
            }
        });
        answer.properties().forEach(field -> {
            JsonNode described = schema.path("properties").path(field.getKey());
            JsonNode target = described.has("$ref") ? schema(description, described) : described;
            if (target.isMissingNode() && schema.has("properties")) {
                unlike.add(where + " has " + field.getKey());
            } else if (field.getValue().isObject() && target.has("properties")) {
                unlike.addAll(unlike(description, target, field.getValue(), where + "." + field.getKey()));
            } else if (field.getValue().isArray() && target.at("/items").isObject()) {
                JsonNode items = target.at("/items");
                JsonNode item = items.has("$ref") ? schema(description, items) : items;
                field.getValue()
                        .forEach(
                                entry -> unlike.addAll(unlike(description, item, entry, where + "." + field.getKey())));
            }
        });
        return unlike;
    }

    private static JsonNode schema(JsonNode description, String name) {
        return description.at("/components/schemas/" + name);
    }

    private static JsonNode schema(JsonNode description, JsonNode reference) {
        String ref = reference.path("$ref").asText();
        return schema(description, ref.substring(ref.lastIndexOf('/') + 1));
    }

    private static String question(String user, String address) {
        return "{\"user\":\"" + user + "\",\"address\":\"" + address + "\"}";
    }

    private static Http.Answer masterPut(String policy) {
        Http http = new Http();
        http.headers(
                "X-Forwarded-For",
                "127.0.0.1",
                "Authorization",
                "Bearer " + realm.admin().login().json().path("access_token").asText());
        return http.json("PUT", NODE.url() + realm.path("/security-policy"), policy, "If-Match", "*");
    }

    private static JsonNode lastChange() {
        return Admin.parse(changeEvent().path("representation").asText());
    }

    private static JsonNode changeDetails() {
        return changeEvent().path("details");
    }

    /** The newest change of the realm's own settings. */
    private static JsonNode changeEvent() {
        for (JsonNode event : new Admin(NODE).get(realm.path("/admin-events?max=50"))) {
            if (event.path("resourceType").asText().equals("SECURITY_POLICY")
                    && event.path("resourcePath").asText().equals("security-policy/realm")) {
                return event;
            }
        }
        throw new IllegalStateException("no change on record");
    }

    /** Moves the deadline into the past, as if the minute were over. */
    private static void deadlinePasses() {
        Servers.sqlOnNewest("update component_config set value = '1' where name = 'deadline' and component_id in"
                + " (select id from component where realm_id = 'api')");
    }

    private static void timePasses() {
        deadlinePasses();
        Admin.expect(204, new Realm(NODE, "master").admin().call("POST", "/admin/realms/api/clear-realm-cache", ""));
    }

    private static void grant(String user, String role) {
        realm.user(user, List.of("Mobile"), Map.of());
        realm.administers(user, role);
    }
}
