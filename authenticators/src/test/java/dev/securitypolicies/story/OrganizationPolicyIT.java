package dev.securitypolicies.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.securitypolicies.coverage.Aspect;
import dev.securitypolicies.coverage.Covers;
import dev.securitypolicies.coverage.Way;
import dev.securitypolicies.server.Admin;
import dev.securitypolicies.server.Api;
import dev.securitypolicies.server.App;
import dev.securitypolicies.server.App.Tokens;
import dev.securitypolicies.server.Browser;
import dev.securitypolicies.server.Http;
import dev.securitypolicies.server.KeycloakNode;
import dev.securitypolicies.server.PolicyRealm;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.SamlApp;
import dev.securitypolicies.server.Servers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** R17: an organization's list withholds it from everything that is issued, and refuses whoever cannot do without it. */
final class OrganizationPolicyIT {

    private static final String ACME = "10.15.1.5";
    private static final String BETA = "10.15.2.5";
    private static final String CAMPUS = "10.15.9.5";
    private static final String NOWHERE = "203.0.113.9";
    private static final String ALL = "openid organization:*";

    private static final KeycloakNode NODE = Servers.newest();

    @PolicyRealm(value = "tenants", sample = "organizations.json")
    private static Realm realm;

    @BeforeAll
    static void prepare() {
        manage("dave");
        String group = created(path("acme") + "/groups", Map.of("name", "approvers"));
        String members = path("acme") + "/groups/" + group + "/members/";
        Admin.expect(204, realm.admin().call("PUT", members + realm.admin().userId("tenants", "carol"), "{}"));
        created(realm.path("/roles"), Map.of("name", "Approver"));
        JsonNode role = realm.admin().get(realm.path("/roles/Approver"));
        String mappings = path("acme") + "/groups/" + group + "/role-mappings/realm";
        Admin.expect(204, realm.admin().call("POST", mappings, "[" + role + "]"));
    }

    /** Whom an identity provider of the organization brings is managed; Keycloak's import of a realm forgets that. */
    private static void manage(String user) {
        String id = realm.admin().userId("tenants", user);
        assertThat(Servers.sqlOnNewest("update user_group_membership set membership_type = 'MANAGED' where user_id = '"
                        + id + "' and group_id in (select group_id from org where alias = 'acme')"))
                .isEqualTo(1);
        Admin.expect(204, realm.admin().call("POST", realm.path("/clear-user-cache"), "{}"));
    }

    static Stream<Arguments> cells() throws IOException {
        List<List<String>> rows;
        try (Stream<String> lines = Files.lines(Path.of("../docs/organizations.md"))) {
            rows = lines.dropWhile(line -> !line.startsWith("| user | 10.15"))
                    .takeWhile(line -> line.startsWith("|"))
                    .map(line -> Arrays.stream(line.substring(1).split("\\|", -1))
                            .map(String::strip)
                            .toList())
                    .toList();
        }
        List<String> addresses = rows.get(0);
        return rows.stream()
                .skip(2)
                .flatMap(row -> IntStream.rangeClosed(1, 4)
                        .mapToObj(column -> Arguments.of(row.get(0), addresses.get(column), row.get(column))));
    }

    @ParameterizedTest(name = "{0} at {1}: {2}")
    @Covers(value = Way.DIRECT_GRANT, as = Aspect.ORGANIZATION)
    @MethodSource("cells")
    void theTableOfTheDocumentation(String user, String address, String expected) {
        Tokens tokens = password(user, address, ALL);
        if (expected.equals("refused")) {
            assertThat(tokens.error()).isEqualTo("invalid_grant");
            assertThat(tokens.answer().body()).contains("ip-organization");
            assertThat(realm.lastRecord().at("/details/policy_reason").asText()).isEqualTo("ip-organization");
            return;
        }
        Set<String> organizations = expected.equals("none") ? Set.of() : Set.of(expected.split(", ", -1));
        assertThat(organizations(tokens.claims("access_token"))).isEqualTo(organizations);
        assertThat(organizations(tokens.claims("id_token"))).isEqualTo(organizations);
        assertThat(organizations(realm.publicApp().userInfo(tokens, NOWHERE).json()))
                .as("whoever asks for userinfo changes nothing")
                .isEqualTo(organizations);
    }

    @Test
    void whoAsksForAWithheldOneIsRefused() {
        Tokens inside = password("carol", ACME, "openid organization:acme");
        assertThat(organizations(inside.claims("access_token"))).containsExactly("acme");
        Tokens outside = password("carol", BETA, "openid organization:acme");
        assertThat(outside.error()).isEqualTo("invalid_grant");
        assertThat(outside.answer().body()).contains("ip-organization");
        assertThat(password("carol", BETA, "openid organization:beta").status()).isEqualTo(200);
        Tokens both = password("carol", BETA, "openid organization:acme organization:beta");
        assertThat(both.error()).as("one of two is enough").isEqualTo("invalid_grant");
    }

    @Test
    @Covers(value = Way.PASSWORD, as = Aspect.ORGANIZATION)
    void atTheLoginPageByScope() {
        Browser browser = Browser.at(NODE, BETA);
        Http.Answer page = login(browser, "carol", "openid organization:acme");
        assertThat(page.status()).isEqualTo(403);
        assertThat(page.body())
                .contains("Access to your organization is restricted")
                .contains(BETA);
        assertThat(realm.lastRecord().at("/details/policy_door").asText()).isEqualTo("gate");
        Http.Answer moved = browser.moveTo(CAMPUS).follow(browser.http().get(browser.lastPage()));
        assertThat(moved.status())
                .as("the same tab goes on from a permitted network")
                .isNotEqualTo(403);
    }

    @Test
    @Covers(value = Way.CODE, as = Aspect.ORGANIZATION)
    void atTheLoginPageByChoice() {
        Browser browser = Browser.at(NODE, BETA);
        Http.Answer choice = login(browser, "carol", "openid organization");
        assertThat(choice.body()).contains("acme").contains("beta");
        Http.Answer password = browser.submit(choice, Map.of("kc.org", "acme"));
        Http.Answer page = browser.submit(password, Map.of("password", "carol"));
        assertThat(page.status()).isEqualTo(403);
        assertThat(page.body()).contains("Access to your organization is restricted");

        Browser again = Browser.at(NODE, BETA);
        Http.Answer other = again.submit(login(again, "carol", "openid organization"), Map.of("kc.org", "beta"));
        Tokens tokens = realm.publicApp().code(again.submit(other, Map.of("password", "carol")), BETA);
        assertThat(organizations(tokens.claims("access_token"))).containsExactly("beta");
        Tokens elsewhere = realm.publicApp().refresh(tokens, ACME);
        assertThat(organizations(elsewhere.claims("access_token")))
                .as("withheld")
                .isEmpty();
        assertThat(organizations(realm.publicApp().refresh(elsewhere, BETA).claims("access_token")))
                .as("the choice is not forgotten")
                .containsExactly("beta");
    }

    @Test
    void whoBelongsToOneAsksForItByTheScopeAlone() {
        realm.user("solo", List.of("Editor"), Map.of());
        join("beta", "solo");
        assertThat(password("solo", ACME, "openid organization").error()).isEqualTo("invalid_grant");
        assertThat(password("solo", ACME, "openid").status()).isEqualTo(200);
        assertThat(organizations(password("solo", BETA, "openid organization").claims("access_token")))
                .containsExactly("beta");
    }

    @Test
    @Covers(value = Way.REFRESH, as = Aspect.ORGANIZATION)
    void aRefreshLosesItAndGetsItBack() {
        App app = realm.publicApp();
        Tokens inside = password("carol", CAMPUS, "openid organization:acme");
        assertThat(inside.claims("access_token").path("scope").asText()).contains("organization:acme");
        Tokens outside = app.refresh(inside, NOWHERE);
        assertThat(outside.status()).isEqualTo(200);
        assertThat(organizations(outside.claims("access_token"))).isEmpty();
        assertThat(outside.claims("access_token").path("scope").asText()).doesNotContain("acme");
        assertThat(outside.text("scope")).doesNotContain("acme");
        assertThat(outside.claims("refresh_token").has("organization")).isFalse();
        assertThat(lastNotice().path("policy_organizations_withheld").asText()).isEqualTo("acme::beta");
        Tokens back = app.refresh(outside, CAMPUS);
        assertThat(organizations(back.claims("access_token"))).containsExactly("acme");
    }

    @Test
    @Covers(value = Way.SSO, as = Aspect.ORGANIZATION)
    void whomItManagesLosesTheSessionsTokensToo() {
        App app = realm.publicApp();
        Browser browser = Browser.at(NODE, ACME);
        Tokens tokens = app.code(login(browser, "dave", "openid"), ACME);
        assertThat(app.refresh(tokens, NOWHERE).error()).isEqualTo("invalid_grant");
        Http.Answer sso = browser.moveTo(NOWHERE).open(app);
        assertThat(sso.status()).isEqualTo(403);
        assertThat(browser.open(app, Map.of("prompt", "none")).location()).contains("error=");
        assertThat(app.refresh(tokens, ACME).status())
                .as("the session lives on")
                .isEqualTo(200);
    }

    @Test
    @Covers(value = Way.LOOKS, as = Aspect.ORGANIZATION)
    void introspectionShowsWhatTheAddressOfIssueLeaves() {
        App app = realm.confidentialApp();
        Browser browser = Browser.at(NODE, BETA);
        Tokens tokens = app.code(login(browser, app, "carol", ALL), ACME);
        assertThat(organizations(tokens.claims("access_token"))).containsExactly("beta");
        JsonNode shown = app.call("token/introspect", ACME, Map.of("token", tokens.text("access_token")))
                .json();
        assertThat(organizations(shown)).as(shown.toString()).containsExactly("beta");
        organization("beta", Map.of("securityPolicy.ip.subscriber", List.of("192.0.2.1")));
        JsonNode later = app.call("token/introspect", ACME, Map.of("token", tokens.text("access_token")))
                .json();
        assertThat(organizations(later)).as("by today's list").isEmpty();
        Tokens named = app.token(CAMPUS, grant("carol", "openid organization:acme"));
        assertThat(named.text("scope")).contains("organization:acme");
        organization("acme", Map.of("securityPolicy.ip.subscriber", List.of("192.0.2.1")));
        for (String token : List.of("access_token", "refresh_token")) {
            assertThat(app.call("token/introspect", CAMPUS, Map.of("token", named.text(token)))
                            .body())
                    .as(token)
                    .contains("\"active\":true")
                    .doesNotContain("acme");
        }
        organization("acme", Map.of("securityPolicy.ip.subscriber", List.of("10.15.1.*", "@campus")));
        organization("beta", Map.of("securityPolicy.ip.subscriber", List.of("10.15.2.*", "@campus")));
    }

    /** A scope of another kind may end like one that asks for an organization. */
    @Test
    void introspectionLeavesOtherScopesAlone() {
        String scope = created(
                realm.path("/client-scopes"),
                Map.of(
                        "name",
                        "read:acme",
                        "protocol",
                        "openid-connect",
                        "attributes",
                        Map.of("include.in.token.scope", "true")));
        App reader = realm.confidentialApp();
        String scopes = realm.path("/clients/" + realm.clientUuid(reader.clientId()) + "/optional-client-scopes/");
        Admin.expect(204, realm.admin().call("PUT", scopes + scope, "{}"));
        Tokens tokens = reader.token(BETA, grant("carol", ALL + " read:acme"));
        assertThat(organizations(tokens.claims("access_token"))).containsExactly("beta");
        for (String token : List.of("access_token", "refresh_token")) {
            assertThat(reader.call("token/introspect", BETA, Map.of("token", tokens.text(token)))
                            .body())
                    .as(token)
                    .contains("read:acme");
        }
    }

    /** Keycloak says nothing of the organizations that come with a realm. */
    @Test
    void whatComesWithARealmIsOnRecordAndInForce() {
        ObjectNode sample = (ObjectNode) Admin.parse(read("organizations.json"));
        sample.put("realm", "tenants-imported").put("id", "tenants-imported");
        ((ObjectNode) sample.at("/organizations/0/attributes"))
                .putArray("securityPolicy.mfa.everyone")
                .add("true");
        Admin.expect(201, realm.admin().call("POST", "/admin/realms", sample));
        JsonNode imported = realm.admin().get("/admin/realms/tenants-imported");
        assertThat(imported.path("browserFlow").asText()).endsWith("security policies");
        String records = realm.admin()
                .get("/admin/realms/tenants-imported/admin-events?max=20")
                .toString();
        assertThat(records)
                .contains("security-policy/organizations/")
                .contains("organizationsEnabled")
                .contains("securityPolicy.mfa.everyone");
        Admin.expect(
                204,
                realm.admin().call("PUT", "/admin/realms/tenants-imported", Map.of("organizationsEnabled", false)));
        assertThat(realm.admin()
                        .get("/admin/realms/tenants-imported")
                        .path("browserFlow")
                        .asText())
                .as("what nobody asks for any more is taken back")
                .isEqualTo("browser");
    }

    @Test
    void aGroupWithinAnOrganizationAsksNothingWhateverItCarries() {
        ObjectNode sample = (ObjectNode) Admin.parse(read("organizations.json"));
        sample.put("realm", "tenants-groups").put("id", "tenants-groups");
        Admin.expect(201, realm.admin().call("POST", "/admin/realms", sample));
        Realm other = new Realm(NODE, "tenants-groups");
        String first =
                other.admin().get(other.path("/organizations")).at("/0/id").asText();
        created(
                other.path("/organizations/" + first + "/groups"),
                Map.of("name", "strict", "attributes", Map.of("securityPolicy.mfa.everyone", List.of("true"))));
        other.policy("ip.subscriber", "10.15.*.*");
        assertThat(other.admin()
                        .get("/admin/realms/tenants-groups")
                        .path("browserFlow")
                        .asText())
                .as("no flow has to ask")
                .isEqualTo("browser");
    }

    /** Nor is a group called unused that only organizations name. */
    @Test
    void whoMayNotSeeOrganizationsLearnsNothingOfThem() {
        realm.user("onlooker", List.of(), Map.of());
        realm.administers("onlooker", "view-realm");
        realm.administers("onlooker", "view-users");
        Api onlooker = new Api(realm, "onlooker", CAMPUS);
        Map<String, String> question = Map.of("user", "carol", "address", ACME);
        organization(
                "beta",
                Map.of(
                        "securityPolicy.ip.subscriber",
                        List.of("10.15.2.*", "@campus", "nonsense"),
                        "securityPolicy.mfa.everyone",
                        List.of("true")));
        try {
            String status =
                    realm.admin().get(realm.path("/security-policy/status")).toString();
            assertThat(status).contains("organization-bad-entry").doesNotContain("unused-group");
            assertThat(onlooker.json("/status").toString()).doesNotContain("beta");
            assertThat(realm.admin()
                            .call("POST", realm.path("/security-policy/evaluate"), question)
                            .json()
                            .path("organizations"))
                    .hasSize(2);
            JsonNode told = onlooker.send("POST", "/evaluate", question).json();
            assertThat(told.path("organizations")).isEmpty();
            assertThat(told.toString()).contains("\"organization\"").doesNotContain("beta");
            assertThat(onlooker.json("/access?address=" + ACME).toString()).doesNotContain("beta");
            assertThat(onlooker.send(
                                    "POST",
                                    "/evaluate",
                                    Map.of("user", "carol", "address", ACME, "organization", "beta"))
                            .status())
                    .isEqualTo(403);
        } finally {
            organization("beta", Map.of("securityPolicy.ip.subscriber", List.of("10.15.2.*", "@campus")));
        }
    }

    private static String read(String sample) {
        try {
            return Files.readString(Path.of("../realm-samples/" + sample));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @Covers(value = Way.EXCHANGE, as = Aspect.ORGANIZATION)
    void anExchangedTokenNeedsEachOfItsAddresses() {
        App app = realm.confidentialApp();
        Tokens tokens = app.code(login(Browser.at(NODE, CAMPUS), app, "carol", ALL), CAMPUS);
        Tokens exchanged = app.token(
                ACME,
                Map.of(
                        "grant_type",
                        "urn:ietf:params:oauth:grant-type:token-exchange",
                        "subject_token",
                        tokens.text("access_token"),
                        "subject_token_type",
                        "urn:ietf:params:oauth:token-type:access_token",
                        "scope",
                        ALL));
        assertThat(organizations(exchanged.claims("access_token"))).containsExactlyInAnyOrder("acme", "beta");
        Tokens narrow = app.code(login(Browser.at(NODE, BETA), app, "carol", ALL), BETA);
        Tokens fromNarrow = app.token(
                CAMPUS,
                Map.of(
                        "grant_type",
                        "urn:ietf:params:oauth:grant-type:token-exchange",
                        "subject_token",
                        narrow.text("access_token"),
                        "subject_token_type",
                        "urn:ietf:params:oauth:token-type:access_token",
                        "scope",
                        ALL));
        assertThat(organizations(fromNarrow.claims("access_token"))).containsExactly("beta");
    }

    /** Keycloak writes the first of several where there is place for one. */
    @Test
    void aMapperForOneNamesOneThatIsKept() {
        App single = realm.client(
                "single",
                Map.of(
                        "protocolMappers",
                        List.of(mapper(
                                "oidc-organization-membership-mapper",
                                Map.of("access.token.claim", "true"),
                                Map.of("claim.name", "tenant", "jsonType.label", "String", "multivalued", "false")))));
        assertThat(single.token(ACME, grant("carol", ALL))
                        .claims("access_token")
                        .path("tenant")
                        .asText())
                .isEqualTo("acme");
        assertThat(single.token(BETA, grant("carol", ALL))
                        .claims("access_token")
                        .path("tenant")
                        .asText())
                .isEqualTo("beta");
        assertThat(single.token(NOWHERE, grant("carol", ALL))
                        .claims("access_token")
                        .has("tenant"))
                .isFalse();
    }

    /** The caller's organizations are master's, while the request is about another realm. */
    @Test
    void anAdministratorOfMasterMayBelongToOne() {
        ObjectNode master = (ObjectNode) realm.admin().get("/admin/realms/master");
        master.put("organizationsEnabled", true);
        Admin.expect(204, realm.admin().call("PUT", "/admin/realms/master", master));
        try {
            Map<String, Object> body = Map.of(
                    "name",
                    "staff",
                    "alias",
                    "staff",
                    "enabled",
                    true,
                    "domains",
                    List.of(Map.of("name", "staff.example", "verified", true)),
                    "attributes",
                    Map.of("securityPolicy.ip.subscriber", List.of("127.0.0.1")));
            String path = "/admin/realms/master/organizations/" + created("/admin/realms/master/organizations", body);
            Admin.expect(
                    201,
                    realm.admin().call("POST", path + "/members", realm.admin().userId("master", "admin")));
            ObjectNode changed = (ObjectNode) realm.admin().get(path);
            Admin.expect(204, realm.admin().call("PUT", path, changed.put("description", "changed")));
            Admin.expect(200, realm.admin().call("GET", realm.path("/users"), ""));
            Admin.expect(204, realm.admin().call("DELETE", path, ""));
        } finally {
            Admin.expect(
                    204, realm.admin().call("PUT", "/admin/realms/master", master.put("organizationsEnabled", false)));
        }
    }

    /** The claim as an object, with attributes, groups and their roles, and under another name. */
    @Test
    void whateverTheClaimLooksLike() {
        Map<String, String> everywhere =
                Map.of("access.token.claim", "true", "id.token.claim", "true", "introspection.token.claim", "true");
        App rich = realm.client(
                "rich",
                Map.of(
                        "optionalClientScopes",
                        List.of("organization"),
                        "protocolMappers",
                        List.of(
                                mapper(
                                        "oidc-organization-membership-mapper",
                                        everywhere,
                                        Map.of(
                                                "claim.name", "tenants.of",
                                                "jsonType.label", "JSON",
                                                "multivalued", "true",
                                                "addOrganizationId", "true",
                                                "addOrganizationAttributes", "true")),
                                mapper(
                                        "oidc-organization-group-membership-mapper",
                                        everywhere,
                                        Map.of("addGroupRoleMappings", "true")))));
        JsonNode inside = rich.token(CAMPUS, grant("carol", ALL)).claims("access_token");
        assertThat(inside.toString())
                .contains("approvers")
                .contains("Approver")
                .as("what an organization asks is nobody's business")
                .doesNotContain("securityPolicy.");
        Tokens outside = rich.token(BETA, grant("carol", ALL));
        for (String token : List.of("access_token", "id_token")) {
            assertThat(outside.claims(token).toString())
                    .contains("\"beta\"")
                    .doesNotContain("\"acme\"")
                    .doesNotContain("pprover");
        }
    }

    @Test
    @Covers(value = Way.SAML, as = Aspect.ORGANIZATION)
    void samlAssertionsLeaveItOutToo() {
        SamlApp crm = SamlApp.of(
                realm,
                "crm",
                SamlApp.mapper("organizations", "saml-organization-membership-mapper", Map.of()),
                SamlApp.mapper(
                        "groups", "saml-organization-group-membership-mapper", Map.of("addGroupRoleMappings", "true")));
        assertThat(assertion(crm, CAMPUS)).contains(">acme<").contains(">beta<").contains("organization.acme.groups");
        assertThat(assertion(crm, BETA))
                .contains(">beta<")
                .doesNotContain("acme")
                .doesNotContain("Approver");
        assertThat(assertion(crm, NOWHERE)).doesNotContain("beta").doesNotContain("acme");
    }

    /** Keycloak's admin API asks the user's roles and no list: whom an organization manages administers from its networks alone. */
    @Test
    @Covers(value = Way.ADMIN, as = Aspect.ORGANIZATION)
    void anAdministratorWhomItManagesIsRefusedElsewhere() {
        realm.administers("dave", "view-users");
        Tokens tokens = password("dave", ACME, "openid");
        assertThat(users(tokens, ACME).status()).isEqualTo(200);
        assertThat(users(tokens, NOWHERE).status()).isEqualTo(403);
        assertThat(realm.lastRecord().at("/details/policy_reason").asText()).isEqualTo("ip-organization");
        assertThat(realm.lastRecord().at("/details/policy_door").asText()).isEqualTo("admin");
    }

    private static Http.Answer users(Tokens tokens, String address) {
        Http http = new Http();
        http.headers("X-Forwarded-For", address, "Authorization", "Bearer " + tokens.text("access_token"));
        return http.get(NODE.url() + realm.path("/users"));
    }

    @Test
    void eachChangeIsOnRecord() {
        organization("beta", Map.of("securityPolicy.ip.subscriber", List.of("10.15.2.*", "bad")));
        JsonNode record = StreamSupport.stream(
                        realm.admin().get(realm.path("/admin-events?max=50")).spliterator(), false)
                .filter(event -> event.path("resourcePath").asText().startsWith("security-policy/organizations/"))
                .findFirst()
                .orElseThrow();
        assertThat(record.path("representation").asText())
                .contains("10.15.2.*, @campus")
                .contains("10.15.2.*, bad");
        organization("beta", Map.of("securityPolicy.ip.subscriber", List.of("10.15.2.*", "@campus")));
    }

    @Test
    void inReportOnlyItIsSaidAndNotDone() {
        realm.admin().setAttributes("tenants", Map.of("mode", "report-only"));
        try {
            assertThat(organizations(password("carol", NOWHERE, ALL).claims("access_token")))
                    .containsExactlyInAnyOrder("acme", "beta");
            assertThat(password("dave", NOWHERE, ALL).status()).isEqualTo(200);
            assertThat(realm.lastRecord().at("/details/policy_mode").asText()).isEqualTo("report-only");
        } finally {
            Admin.expect(
                    204,
                    realm.admin()
                            .call(
                                    "PUT",
                                    realm.path(""),
                                    Map.of(
                                            "attributes",
                                            Map.of("securityPolicy.ip.groups", "{\"campus\": [\"10.15.9.*\"]}"))));
        }
    }

    /** Its members must have a factor, whichever application they go to; nobody else. */
    @Test
    void itsMembersMustHaveAFactor() {
        String gamma = created(
                realm.path("/organizations"),
                Map.of(
                        "name",
                        "gamma",
                        "alias",
                        "gamma",
                        "enabled",
                        true,
                        "domains",
                        List.of(Map.of("name", "gamma.example", "verified", true)),
                        "attributes",
                        Map.of("securityPolicy.mfa.everyone", List.of("true"))));
        realm.user("greta", List.of("Editor"), Map.of());
        join("gamma", "greta");
        assertThat(realm.admin().get(realm.path("")).path("browserFlow").asText())
                .as("the flow must ask for what is set up")
                .isNotEqualTo("browser");
        Http.Answer page = login(Browser.at(NODE, NOWHERE), "greta", "openid");
        assertThat(page.body()).contains("Two-factor authentication is required by your organisation");
        assertThat(realm.reasons()).contains("mfa-enrolment-demanded");
        assertThat(password("greta", NOWHERE, "openid").error()).isEqualTo("invalid_grant");
        assertThat(login(Browser.at(NODE, NOWHERE), "erin", "openid").status())
                .as("who belongs to another or to none is not asked")
                .isEqualTo(302);
        realm.change(Map.of("organizationsEnabled", false));
        assertThat(realm.admin().get(realm.path("")).path("browserFlow").asText())
                .as("what organizations ask is lifted")
                .isEqualTo("browser");
        realm.change(Map.of("organizationsEnabled", true));
        assertThat(realm.admin().get(realm.path("")).path("browserFlow").asText())
                .as("and in force again")
                .isNotEqualTo("browser");
        Admin.expect(204, realm.admin().call("DELETE", realm.path("/organizations/" + gamma), ""));
        assertThat(login(Browser.at(NODE, NOWHERE), "greta", "openid").status()).isEqualTo(302);
        assertThat(realm.admin().get(realm.path("")).path("browserFlow").asText())
                .as("and the original is back with the last demand")
                .isEqualTo("browser");
    }

    private static String assertion(SamlApp app, String address) {
        Browser browser = Browser.at(NODE, address);
        Http.Answer password = browser.submit(app.open(browser), Map.of("username", "carol"));
        Http.Answer page = browser.submit(password, Map.of("password", "carol"));
        return SamlApp.response(page)
                .orElseThrow(() -> new AssertionError(page.status() + page.body()))
                .outerHtml();
    }

    private static Map<String, Object> mapper(String type, Map<String, String> some, Map<String, String> others) {
        Map<String, String> config = new HashMap<>(some);
        config.putAll(others);
        return Map.of("name", type, "protocol", "openid-connect", "protocolMapper", type, "config", config);
    }

    /** The name first, and the password on a second page if there is one. */
    private static Http.Answer login(Browser browser, String user, String scope) {
        return login(browser, realm.publicApp(), user, scope);
    }

    private static Http.Answer login(Browser browser, App app, String user, String scope) {
        Http.Answer next = browser.submit(browser.open(app, Map.of("scope", scope)), Map.of("username", user));
        boolean asksForPassword = next.status() == 200 && next.html().selectFirst("input[name=password]") != null;
        return asksForPassword ? browser.submit(next, Map.of("password", user)) : next;
    }

    private static Tokens password(String user, String address, String scope) {
        return realm.publicApp().token(address, grant(user, scope));
    }

    private static Map<String, String> grant(String user, String scope) {
        return Map.of("grant_type", "password", "username", user, "password", user, "scope", scope);
    }

    private static Set<String> organizations(JsonNode claims) {
        return new TreeSet<>(App.names(claims.path("organization")));
    }

    private static JsonNode lastNotice() {
        return realm.records().stream()
                .map(record -> record.path("details"))
                .filter(details -> details.has("policy_organizations_withheld"))
                .findFirst()
                .orElseThrow();
    }

    private static void organization(String alias, Map<String, List<String>> attributes) {
        ObjectNode organization = (ObjectNode) realm.admin().get(path(alias));
        organization.putPOJO("attributes", attributes);
        Admin.expect(204, realm.admin().call("PUT", path(alias), organization));
    }

    private static void join(String alias, String user) {
        String id = realm.admin().userId("tenants", user);
        Admin.expect(201, realm.admin().call("POST", path(alias) + "/members", id));
    }

    private static String path(String alias) {
        return realm.path("/organizations/"
                + StreamSupport.stream(
                                realm.admin().get(realm.path("/organizations")).spliterator(), false)
                        .filter(found -> found.path("alias").asText().equals(alias))
                        .findFirst()
                        .orElseThrow()
                        .path("id")
                        .asText());
    }

    private static String created(String path, Object body) {
        return Admin.expect(201, realm.admin().call("POST", path, body))
                .location()
                .replaceAll(".*/", "");
    }
}
