package dev.securitypolicies.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.securitypolicies.server.Admin;
import dev.securitypolicies.server.Http;
import dev.securitypolicies.server.PolicyRealm;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.Servers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** R12: whichever door a change comes by, it is on record with who, from where, and the old and the new value. */
final class ChangeAuditIT {

    private static final String SUBSCRIBER = "securityPolicy.ip.subscriber";

    private static final Map<String, List<String>> VPN = Map.of("securityPolicy.ip.groups", List.of("vpn"));

    @PolicyRealm("audit")
    private static Realm realm;

    @Test
    void theImportOfARealm() {
        Realm imported = Realm.sample(Servers.newest(), "auditimport");
        JsonNode record = changes(imported).get(0);
        JsonNode change = change(record, SUBSCRIBER);
        assertThat(change.path("new").asText()).isEqualTo("10.15.1.*");
        assertThat(change.has("old")).isFalse();
        assertThat(record.path("representation").asText()).contains("ipv4-only");
    }

    @Test
    void aChangeWithTheStockApi() {
        realm.policy(SUBSCRIBER.substring("securityPolicy.".length()), "10.15.1.*");
        realm.policy("ip.subscriber", "10.15.2.*, bad");
        JsonNode record = changes(realm).get(0);
        assertThat(change(record, SUBSCRIBER).path("old").asText()).isEqualTo("10.15.1.*");
        assertThat(change(record, SUBSCRIBER).path("new").asText()).isEqualTo("10.15.2.*, bad");
        assertThat(record.path("representation").asText())
                .as("the problems found")
                .contains("not-an-address");
        assertThat(record.at("/authDetails/userId").asText())
                .isEqualTo(new Admin(Servers.newest()).userId("master", "admin"));
        assertThat(record.at("/authDetails/ipAddress").asText()).isEqualTo("127.0.0.1");
        assertThat(record.at("/details/message").asText()).isEqualTo("Updated application settings");
        assertThat(record.at("/details/channel").asText()).isEqualTo("settings");
        assertThat(record.at("/details/door").asText()).isEqualTo("admin-api");
    }

    @Test
    void aStaleTabThatWipesThePolicy() {
        realm.policy("ip.subscriber", "10.15.3.*");
        ObjectNode stale = (ObjectNode) realm.admin().get(realm.path(""));
        stale.putObject("attributes");
        Admin.expect(204, realm.admin().call("PUT", realm.path(""), stale));
        JsonNode change = change(changes(realm).get(0), SUBSCRIBER);
        assertThat(change.path("old").asText()).isEqualTo("10.15.3.*");
        assertThat(change.has("new")).isFalse();
    }

    @Test
    void anEditOfTheDatabaseIsNoticedWhenItTakesEffect() {
        realm.policy("ip.subscriber", "10.15.4.*");
        Servers.sqlOnNewest("update realm_attribute set value = '10.15.5.*' where realm_id = 'audit' and name = '"
                + SUBSCRIBER + "'");
        Admin.expect(204, realm.admin().call("POST", realm.path("/clear-realm-cache"), ""));
        realm.publicApp().password("alice", "10.15.5.1");
        JsonNode record = changes(realm).get(0);
        assertThat(change(record, SUBSCRIBER).path("old").asText()).isEqualTo("10.15.4.*");
        assertThat(change(record, SUBSCRIBER).path("new").asText()).isEqualTo("10.15.5.*");
        assertThat(record.at("/details/door").asText()).isEqualTo("direct");
        int records = changes(realm).size();
        realm.publicApp().password("alice", "10.15.5.1");
        assertThat(changes(realm)).as("once").hasSize(records);
    }

    @Test
    void ofALongListWhatWasAddedAndRemoved() {
        String many = IntStream.range(0, 200).mapToObj(i -> "10.0." + i + ".7").collect(Collectors.joining(", "));
        realm.policy("ip.subscriber", many);
        realm.policy("ip.subscriber", many + ", 192.0.2.1");
        JsonNode change = change(changes(realm).get(0), SUBSCRIBER);
        assertThat(change.path("added").toString()).isEqualTo("[\"192.0.2.1\"]");
        assertThat(change.path("removed")).isEmpty();
        assertThat(change.path("newCount").asInt())
                .isEqualTo(change.path("oldCount").asInt() + 1);
        assertThat(change.path("newSha256").asText()).hasSize(64);
        assertThat(change.has("new")).isFalse();
    }

    @Test
    void theAttributesOfUsersAndClients() {
        realm.user("ursula", List.of("Mobile"), Map.of("securityPolicy.ip.groups", List.of("vpn")));
        String path = "users/" + realm.admin().userId("audit", "ursula");
        assertThat(recordOf(path, 0).path("new").asText()).isEqualTo("vpn");
        ObjectNode user = (ObjectNode) realm.admin().get(realm.path("/" + path));
        user.withObject("/attributes")
                .putArray("securityPolicy.ip.groups")
                .add("office")
                .add("vpn");
        Admin.expect(204, realm.admin().call("PUT", realm.path("/" + path), user));
        JsonNode change = recordOf(path, 0);
        assertThat(change.path("old").asText()).isEqualTo("vpn");
        assertThat(change.path("new").asText()).contains("office").contains("vpn");
        Admin.expect(204, realm.admin().call("DELETE", realm.path("/" + path), ""));
        assertThat(recordOf(path, 0).has("new")).isFalse();

        Map<String, Object> partial = Map.of(
                "ifResourceExists",
                "OVERWRITE",
                "users",
                List.of(Map.of(
                        "username",
                        "paula",
                        "enabled",
                        true,
                        "attributes",
                        Map.of("securityPolicy.userType", List.of("interface")))));
        Admin.expect(200, realm.admin().call("POST", realm.path("/partialImport"), partial));
        String paula = "users/" + realm.admin().userId("audit", "paula");
        assertThat(changes(realm).get(0).path("resourcePath").asText()).isEqualTo("security-policy/" + paula);
        partial =
                Map.of("ifResourceExists", "OVERWRITE", "users", List.of(Map.of("username", "paula", "enabled", true)));
        Admin.expect(200, realm.admin().call("POST", realm.path("/partialImport"), partial));
        JsonNode overwritten = representation(changes(realm).get(0)).at("/changes/securityPolicy.userType");
        assertThat(overwritten.toString()).isEqualTo("{\"old\":\"interface\"}");
    }

    @Test
    void theAuditCannotBeBlinded() {
        Realm blind = Realm.sample(Servers.newest(), "auditblind");
        String type = "dev.securitypolicies.keycloak.store.RealmStateComponent";
        String id = UUID.nameUUIDFromBytes(("last-audited-policy"
                                + blind.admin().get(blind.path("")).path("id").asText())
                        .getBytes(StandardCharsets.UTF_8))
                .toString();
        assertThat(Servers.sqlOnNewest("update component set name = name where id = '" + id + "'"))
                .as("there is something to attack")
                .isEqualTo(1);
        assertThat(blind.admin()
                        .call("DELETE", blind.path("/components/" + id), "")
                        .status())
                .as("the memory is not for administrators to delete")
                .isBetween(400, 499);
        Map<String, Object> forged = Map.of(
                "name",
                "forged",
                "providerType",
                type,
                "providerId",
                "last-audited-policy",
                "config",
                Map.of(SUBSCRIBER, List.of("10.15.6.*")));
        assertThat(blind.admin().call("POST", blind.path("/components"), forged).status())
                .as("nor to write")
                .isBetween(400, 499);
        blind.policy("ip.subscriber", "10.15.6.*");
        JsonNode change = change(changes(blind).get(0), SUBSCRIBER);
        assertThat(change.path("old").asText()).isEqualTo("10.15.1.*");
        assertThat(change.path("new").asText()).isEqualTo("10.15.6.*");
    }

    @Test
    void theAttributesOfGroupsAndSubgroups() {
        Map<String, Object> group =
                Map.of("name", "g", "attributes", Map.of("securityPolicy.ip.groups", List.of("vpn")));
        String parent = Admin.expect(201, realm.admin().call("POST", realm.path("/groups"), group))
                .location()
                .replaceAll(".*/", "");
        assertThat(recordOf("groups/" + parent, 0).path("new").asText()).isEqualTo("vpn");
        String child = Admin.expect(
                        201, realm.admin().call("POST", realm.path("/groups/" + parent + "/children"), group))
                .json()
                .path("id")
                .asText();
        assertThat(recordOf("groups/" + child, 0).path("new").asText()).isEqualTo("vpn");
    }

    /** Keycloak tells of the removed group alone, and whoever was restricted by one below it is free. */
    @Test
    void whatIsRemovedWithAGroupIsOnRecord() {
        String above = group("/groups", "above", Map.of());
        String below = group("/groups/" + above + "/children", "below", VPN);
        Admin.expect(204, realm.admin().call("DELETE", realm.path("/groups/" + above), ""));
        assertThat(recordOf("groups/" + below, 0).path("old").asText()).isEqualTo("vpn");
        assertThat(recordOf("groups/" + below, 0).path("new").asText()).isEmpty();
    }

    @Test
    void aGroupThatAnImportReplacesIsOnRecord() {
        String replaced = group("/groups", "replaced", VPN);
        Map<String, Object> replacement = Map.of("name", "replaced", "path", "/replaced");
        Admin.expect(
                200,
                realm.admin()
                        .call(
                                "POST",
                                realm.path("/partialImport"),
                                Map.of("ifResourceExists", "OVERWRITE", "groups", List.of(replacement))));
        assertThat(recordOf("groups/" + replaced, 0).path("old").asText()).isEqualTo("vpn");
        assertThat(recordOf("groups/" + replaced, 0).path("new").asText()).isEmpty();
    }

    /** RFC 7592: with its registration access token a client removes itself, which is no admin event. */
    @Test
    void aClientThatRemovesItselfIsOnRecord() {
        realm.client("leaving", Map.of("attributes", Map.of("securityPolicy.ip.allowlist", "10.15.1.7")));
        String id = realm.clientUuid("leaving");
        String token = realm.admin()
                .call("POST", realm.path("/clients/" + id + "/registration-access-token"), "")
                .json()
                .path("registrationAccessToken")
                .asText();
        String url = realm.node().url() + "/realms/" + realm.name() + "/clients-registrations/default/leaving";
        assertThat(new Http()
                        .json("DELETE", url, "", "Authorization", "Bearer " + token)
                        .status())
                .isEqualTo(204);
        JsonNode record = changes(realm).stream()
                .filter(change -> change.path("resourcePath").asText().equals("security-policy/clients/" + id))
                .findFirst()
                .orElseThrow();
        assertThat(change(record, "securityPolicy.ip.allowlist").path("old").asText())
                .isEqualTo("10.15.1.7");
        assertThat(record.at("/details/door").asText()).isEqualTo("client-registration");
    }

    private static String group(String under, String name, Map<String, List<String>> attributes) {
        Http.Answer created =
                realm.admin().call("POST", realm.path(under), Map.of("name", name, "attributes", attributes));
        assertThat(created.status()).isEqualTo(201);
        return created.location().replaceAll(".*/", "");
    }

    @Test
    void aRenamedRoleKeepsItsListAndARemovedOneIsReported() {
        Realm renaming = Realm.sample(Servers.newest(), "auditrename");
        ObjectNode role = (ObjectNode) renaming.admin().get(renaming.path("/roles/Administrator"));
        role.put("name", "Administrators");
        Admin.expect(204, renaming.admin().call("PUT", renaming.path("/roles/Administrator"), role));
        assertThat(renaming.publicApp().password("chris", "67.25.19.198").roles())
                .containsExactly("Mobile");
        assertThat(renaming.publicApp().password("bill", "10.15.1.11").roles()).contains("Administrators");
        JsonNode change = change(changes(renaming).get(0), "securityPolicy.ip.roles");
        assertThat(change.path("old").asText()).contains("\"Administrator\"");
        assertThat(change.path("new").asText()).contains("\"Administrators\"");

        Admin.expect(204, renaming.admin().call("DELETE", renaming.path("/roles/Administrators"), ""));
        assertThat(Servers.newest().log())
                .contains("realm `auditrename`: the role `Administrators` was removed, its entry in the policy stays");
        JsonNode removed = changes(renaming).get(0);
        assertThat(removed.path("resourcePath").asText()).isEqualTo("security-policy/roles/Administrators");
        assertThat(removed.path("representation").asText()).contains("removed-role");
    }

    private static List<JsonNode> changes(Realm realm) {
        List<JsonNode> changes = new ArrayList<>();
        realm.admin().get(realm.path("/admin-events?max=100")).forEach(event -> {
            if (event.path("resourceType").asText().equals("SECURITY_POLICY")) {
                changes.add(event);
            }
        });
        return changes;
    }

    private static JsonNode recordOf(String path, int index) {
        List<JsonNode> found = changes(realm).stream()
                .filter(record -> record.path("resourcePath").asText().equals("security-policy/" + path))
                .toList();
        JsonNode representation = representation(found.get(index));
        return representation.path("changes").path("securityPolicy.ip.groups");
    }

    private static JsonNode change(JsonNode record, String attribute) {
        return representation(record).path("changes").path(attribute);
    }

    private static JsonNode representation(JsonNode record) {
        return Admin.parse(record.path("representation").asText());
    }
}
