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
import dev.securitypolicies.server.PolicyRealm;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.Servers;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Dora holds no role that may be used from elsewhere: outside there is no way in, and inside she goes on. */
final class OutsiderIT {

    private static final String INSIDE = "10.15.1.55";
    private static final String OUTSIDE = "67.25.19.198";

    private static final KeycloakNode NODE = Servers.newest();

    @PolicyRealm("outsider")
    private static Realm realm;

    private final App app = realm.publicApp();

    @BeforeAll
    static void addDora() {
        realm.user("dora", List.of("Participant", "default-roles-outsider"), Map.of());
        realm.client("asks-consent", Map.of("consentRequired", true));
    }

    @BeforeEach
    void endSessions() {
        realm.admin().call("POST", realm.path("/logout-all"), "{}");
    }

    @Test
    @Covers(value = Way.PASSWORD, as = Aspect.ADDRESS)
    void noLogin() {
        Http.Answer page = Browser.at(NODE, OUTSIDE).login(app, "dora");
        assertRefusalPage(page);
        assertThat(sessions()).as("no session is left behind").isZero();
        assertRecord("gate", "LOGIN_ERROR", "access_denied");
    }

    @Test
    void theSameTabGoesOnFromInside() {
        Browser browser = Browser.at(NODE, OUTSIDE);
        Http.Answer page = browser.login(app, "dora");
        assertRefusalPage(page);
        Http.Answer reloaded = browser.moveTo(INSIDE).follow(browser.http().get(browser.lastPage()));
        assertThat(reloaded.location()).startsWith(Browser.CALLBACK);
        assertThat(app.code(reloaded, INSIDE).roles()).contains("Participant");
    }

    @Test
    @Covers(value = Way.SSO, as = Aspect.ADDRESS)
    void noSso() {
        Browser browser = Browser.at(NODE, INSIDE);
        assertThat(browser.login(app, "dora").location()).startsWith(Browser.CALLBACK);
        long before =
                realm.reasons().stream().filter("ip-all-roles-withheld"::equals).count();
        assertRefusalPage(browser.moveTo(OUTSIDE).open(app));
        assertThat(browser.open(app, Map.of("prompt", "none")).location())
                .as("a silent login keeps to the protocol")
                .contains("error=interaction_required");
        assertThat(realm.reasons().stream()
                                .filter("ip-all-roles-withheld"::equals)
                                .count()
                        - before)
                .as("a record of each")
                .isEqualTo(2);
        assertThat(browser.moveTo(INSIDE).open(app).location())
                .as("the session lives on: no new login inside")
                .contains("code=");
    }

    @Test
    @Covers(value = Way.REFRESH, as = Aspect.ADDRESS)
    void noRefresh() {
        refreshIsRefusedAndWorksAgainInside();
    }

    @Test
    void noRefreshWithRevocationOn() {
        realm.change(Map.of("revokeRefreshToken", true, "refreshTokenMaxReuse", 0));
        try {
            refreshIsRefusedAndWorksAgainInside();
        } finally {
            realm.change(Map.of("revokeRefreshToken", false));
        }
    }

    private void refreshIsRefusedAndWorksAgainInside() {
        Tokens tokens = app.code(Browser.at(NODE, INSIDE).login(app, "dora"), INSIDE);
        Tokens refused = app.refresh(tokens, OUTSIDE);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.error()).isEqualTo("invalid_grant");
        assertThat(refused.text("error_description"))
                .contains("ip-all-roles-withheld")
                .doesNotContain("10.15");
        assertRecord("refresh", "REFRESH_TOKEN_ERROR", "access_denied");
        Tokens inside = app.refresh(tokens, INSIDE);
        assertThat(inside.roles()).as("the very same token works again").contains("Participant");
    }

    @Test
    void aRefusedRefreshIsStoredOnceWhenTheRealmStoresEventsToo() {
        realm.change(Map.of("eventsEnabled", true, "enabledEventTypes", List.of("REFRESH_TOKEN_ERROR", "LOGIN")));
        try {
            Tokens tokens = app.code(Browser.at(NODE, INSIDE).login(app, "dora"), INSIDE);
            app.refresh(tokens, OUTSIDE);
            JsonNode events = realm.admin().get(realm.path("/events?type=REFRESH_TOKEN_ERROR&max=1000"));
            String session = tokens.claims("access_token").path("sid").asText();
            assertThat(events)
                    .filteredOn(event -> event.path("sessionId").asText().equals(session))
                    .singleElement()
                    .satisfies(event -> assertThat(
                                    event.at("/details/policy_reason").asText())
                            .isEqualTo("ip-all-roles-withheld"));
        } finally {
            realm.change(Map.of("eventsEnabled", false));
        }
    }

    @Test
    @Covers(value = Way.DIRECT_GRANT, as = Aspect.ADDRESS)
    void noDirectGrant() {
        Tokens refused = app.password("dora", OUTSIDE);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.error()).isEqualTo("invalid_grant");
        assertThat(refused.text("error_description")).contains("ip-all-roles-withheld");
        assertThat(sessions()).as("no session is left behind").isZero();
        assertRecord("token", "LOGIN_ERROR", "access_denied");
        assertThat(app.password("dora", INSIDE).status()).isEqualTo(200);
    }

    @Test
    @Covers(value = Way.CODE, as = Aspect.ADDRESS)
    void aCodeFromInsideIsNotRedeemedOutside() {
        Http.Answer redirect = Browser.at(NODE, INSIDE).login(app, "dora");
        Tokens refused = app.code(redirect, OUTSIDE);
        assertThat(refused.error()).isEqualTo("invalid_grant");
        assertRecord("token", "CODE_TO_TOKEN_ERROR", "access_denied");
    }

    @Test
    void noInitiatedAction() {
        for (String action : List.of("security-policy-gate", "UPDATE_PASSWORD", "nonsense")) {
            Browser browser = Browser.at(NODE, OUTSIDE);
            Http.Answer page = browser.login(app, "dora", "dora", Map.of("kc_action", action));
            assertRefusalPage(page);
        }
        assertThat(sessions()).isZero();
    }

    @Test
    void noConsentPost() {
        App asking = new App(NODE, realm.name(), "asks-consent", null);
        for (App client : List.of(asking, app)) {
            Browser browser = Browser.at(NODE, OUTSIDE);
            assertRefusalPage(browser.login(client, "dora"));
            Http.Answer forced = browser.http().post(consentUrl(client, browser.lastPage()), Map.of("accept", "Yes"));
            assertThat(forced.status()).as("a consent nobody asked for").isEqualTo(400);
            assertThat(forced.location()).isEmpty();
        }
        assertThat(sessions()).isZero();
    }

    @Test
    @Covers(value = Way.PAGES, as = Aspect.ADDRESS)
    void noConsentFromElsewhere() {
        App asking = new App(NODE, realm.name(), "asks-consent", null);
        Browser browser = Browser.at(NODE, INSIDE);
        Http.Answer consent = browser.login(asking, "dora");
        assertThat(consent.body()).contains("kc-oauth");
        Http.Answer refused = browser.moveTo(OUTSIDE).submit(consent, Map.of("accept", "Yes"));
        assertRefusalPage(refused);
        assertThat(sessions()).isZero();
        assertRecord("consent", "LOGIN_ERROR", "access_denied");
        assertThat(browser.moveTo(INSIDE)
                        .submit(consent, Map.of("accept", "Yes"))
                        .location())
                .startsWith(Browser.CALLBACK);
    }

    @Test
    void noImplicitResponse() {
        App implicit = realm.client("implicit", Map.of("implicitFlowEnabled", true));
        Browser browser = Browser.at(NODE, OUTSIDE);
        Http.Answer page =
                browser.login(implicit, "dora", "dora", Map.of("response_type", "id_token token", "nonce", "n"));
        assertRefusalPage(page);
        assertThat(sessions()).isZero();
    }

    @Test
    void thePageSpeaksGermanToo() {
        realm.change(Map.of("internationalizationEnabled", true, "supportedLocales", List.of("en", "de")));
        Http.Answer page = Browser.at(NODE, OUTSIDE).login(app, "dora", "dora", Map.of("ui_locales", "de"));
        assertThat(page.html().text()).contains("Der Zugriff aus Ihrem Netzwerk (" + OUTSIDE + ")");
    }

    private static void assertRefusalPage(Http.Answer page) {
        assertThat(page.status()).isEqualTo(403);
        assertThat(page.html().text())
                .contains("Access is restricted from your network (" + OUTSIDE + ")")
                .as("the allowlist is nobody's business")
                .doesNotContain("10.15");
        assertThat(page.header("X-Frame-Options"))
                .as("a themed page with its security headers")
                .isPresent();
    }

    private static void assertRecord(String door, String type, String error) {
        JsonNode record = realm.lastRecord();
        assertThat(record.path("type").asText()).isEqualTo(type);
        assertThat(record.path("error").asText()).isEqualTo(error);
        assertThat(record.path("ipAddress").asText()).isEqualTo(OUTSIDE);
        JsonNode details = record.path("details");
        assertThat(details.path("policy_reason").asText()).isEqualTo("ip-all-roles-withheld");
        assertThat(details.path("policy_address").asText()).isEqualTo(OUTSIDE);
        assertThat(details.path("policy_address_source").asText()).isEqualTo("x-forwarded-for, hop 1");
        assertThat(details.path("policy_door").asText()).isEqualTo(door);
        assertThat(details.path("policy_mode").asText()).isEqualTo("enforce");
        assertThat(details.path("username").asText()).isEqualTo("dora");
    }

    private static int sessions() {
        return realm.admin().sessions(realm.name(), "dora");
    }

    private static String consentUrl(App client, String page) {
        String query = URI.create(page).getRawQuery();
        String tab = List.of(query.split("&", -1)).stream()
                .filter(pair -> pair.startsWith("tab_id="))
                .findFirst()
                .orElseThrow();
        return NODE.url() + "/realms/" + realm.name() + "/login-actions/consent?client_id=" + client.clientId() + "&"
                + tab;
    }
}
