package dev.securitypolicies.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.securitypolicies.coverage.Aspect;
import dev.securitypolicies.coverage.Covers;
import dev.securitypolicies.coverage.Way;
import dev.securitypolicies.server.Admin;
import dev.securitypolicies.server.App;
import dev.securitypolicies.server.App.Tokens;
import dev.securitypolicies.server.Browser;
import dev.securitypolicies.server.KeycloakNode;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The worked example of R2, told on a real server; run on the newest version, on the one compiled against, and in a container. */
abstract class TableStory {

    private static final String ALICES_DESK = "10.15.1.55";
    private static final String VPN = "10.15.1.11";
    private static final String AWAY = "67.25.19.198";
    private static final String DATA_CENTRE = "192.0.2.80";

    private static final Set<String> EVERYTHING = Set.of("Administrator", "Mobile", "Participant");
    private static final Set<String> INSIDE = Set.of("Mobile", "Participant");
    private static final Set<String> OUTSIDE = Set.of("Mobile");

    private final KeycloakNode node;
    private final Admin admin;
    private final String realm;
    private final App publicApp;
    private final App confidentialApp;

    private final String source;

    /** A server, its realm, and how the address of a request is found there. */
    TableStory(KeycloakNode node, String realm, String source) {
        this.node = node;
        this.source = source;
        this.realm = realm;
        this.admin = new Admin(node);
        this.publicApp = new App(node, realm, "public-app", null);
        this.confidentialApp = new App(node, realm, "confidential-app", "confidential-app-secret");
    }

    @ParameterizedTest(name = "{0} from {1}: {2}")
    @CsvSource(
            delimiter = ';',
            value = {
                "alice; 10.15.1.55;   Mobile, Participant",
                "bill;  10.15.1.11;   Administrator, Mobile, Participant",
                "chris; 67.25.19.198; Mobile",
            })
    void theTableHolds(String user, String address, String roles) {
        Set<String> expected = Set.of(roles.split(", ", -1));
        Tokens byPassword = publicApp.password(user, address);
        assertThat(byPassword.roles()).as("direct grant").isEqualTo(expected);

        Browser browser = Browser.at(node, address);
        Tokens byCode = publicApp.code(browser.login(publicApp, user), address);
        assertThat(byCode.roles()).as("authorization code").isEqualTo(expected);

        Tokens bySso = publicApp.code(browser.open(publicApp), address);
        assertThat(bySso.roles()).as("SSO").isEqualTo(expected);
    }

    @Test
    @Covers(value = Way.PASSWORD, as = Aspect.ROLE)
    @Covers(value = Way.REFRESH, as = Aspect.ROLE)
    void aPublicClientFollowsItsOwnAddress() {
        Tokens atTheDesk = publicApp.code(Browser.at(node, ALICES_DESK).login(publicApp, "alice"), ALICES_DESK);
        assertThat(atTheDesk.roles()).isEqualTo(INSIDE);
        Tokens onTheVpn = publicApp.refresh(atTheDesk, VPN);
        assertThat(onTheVpn.roles()).as("gained").isEqualTo(EVERYTHING);
        Tokens away = publicApp.refresh(onTheVpn, AWAY);
        assertThat(away.roles()).as("lost").isEqualTo(OUTSIDE);
        assertThat(publicApp.refresh(away, VPN).roles()).as("gained again").isEqualTo(EVERYTHING);
    }

    @Test
    void aConfidentialClientFollowsItsUsersBrowser() {
        Browser browser = Browser.at(node, VPN);
        Tokens tokens = confidentialApp.code(browser.login(confidentialApp, "bill"), DATA_CENTRE);
        assertThat(tokens.roles()).as("the data centre does not count").isEqualTo(EVERYTHING);
        assertThat(confidentialApp.refresh(tokens, DATA_CENTRE).roles()).isEqualTo(EVERYTHING);

        browser.moveTo(AWAY).open(confidentialApp);
        assertThat(confidentialApp.refresh(tokens, DATA_CENTRE).roles())
                .as("the last browser step was from elsewhere")
                .isEqualTo(OUTSIDE);
    }

    @Test
    void whatWasWithheldIsOnRecordOncePerSession() {
        Tokens tokens = publicApp.password("chris", AWAY);
        publicApp.refresh(publicApp.refresh(tokens, AWAY), AWAY);
        String session = tokens.claims("access_token").path("sid").asText();
        assertThat(admin.records(realm).stream()
                        .filter(record -> record.path("sessionId").asText().equals(session)))
                .singleElement()
                .satisfies(record -> {
                    JsonNode details = record.path("details");
                    assertThat(details.path("policy_reason").asText()).isEqualTo("ip-roles-withheld");
                    assertThat(details.path("policy_address").asText()).isEqualTo(AWAY);
                    assertThat(details.path("policy_address_source").asText()).isEqualTo(source);
                    assertThat(details.path("policy_roles_withheld").asText()).isEqualTo("Administrator::Participant");
                    assertThat(details.path("username").asText()).isEqualTo("chris");
                });
    }
}
