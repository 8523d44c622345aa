package dev.securitypolicies.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.securitypolicies.coverage.Aspect;
import dev.securitypolicies.coverage.Covers;
import dev.securitypolicies.coverage.Way;
import dev.securitypolicies.server.App.Tokens;
import dev.securitypolicies.server.Http;
import dev.securitypolicies.server.KeycloakNode;
import dev.securitypolicies.server.PolicyRealm;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.Servers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A token that was carried off does nothing at the account API that its user could not do from there. */
final class AccountApiIT {

    private static final String OFFICE = "10.15.1.11";
    private static final String AWAY = "67.25.19.198";
    private static final KeycloakNode NODE = Servers.newest();

    @PolicyRealm("account-api")
    private static Realm realm;

    @BeforeAll
    static void prepare() {
        realm.user("dora", List.of("Participant", "default-roles-account-api"), Map.of());
        realm.user("mona", List.of("Mobile", "default-roles-account-api"), Map.of());
    }

    @BeforeEach
    void table() {
        realm.policy("ip.subscriber", "10.15.1.*", "ip.roles", "{\"Mobile\": [\"*\"]}");
    }

    @Test
    @Covers(value = Way.ACCOUNT, as = Aspect.ADDRESS)
    void anAddressThatIsRefusedIsRefusedHereToo() {
        Tokens dora = realm.publicApp().password("dora", OFFICE);
        assertThat(account(dora, OFFICE, "").status()).isEqualTo(200);
        for (String path : List.of("", "credentials", "sessions/devices", "linked-accounts")) {
            Http.Answer refused = account(dora, AWAY, path);
            assertThat(refused.status()).as(path).isEqualTo(403);
            assertThat(refused.json().path("error").asText()).isEqualTo("access_denied");
        }
        JsonNode record = realm.lastRecord();
        assertThat(record.at("/details/policy_reason").asText()).isEqualTo("ip-all-roles-withheld");
        assertThat(record.at("/details/policy_door").asText()).isEqualTo("account");
        assertThat(record.at("/details/policy_page").asText()).startsWith("GET /realms/account-api/account/");
        assertThat(account(dora, OFFICE, "").status())
                .as("the session lives on")
                .isEqualTo(200);
    }

    @Test
    @Covers(value = Way.ACCOUNT, as = Aspect.ROLE)
    void aWithheldRoleOfTheAccountClientDoesNotCount() {
        Tokens mona = realm.publicApp().password("mona", OFFICE);
        assertThat(account(mona, OFFICE, "").status()).isEqualTo(200);
        assertThat(account(mona, AWAY, "").status())
                .as("she may be here, the default roles may not")
                .isEqualTo(403);
        assertThat(realm.admin().sessions(realm.name(), "mona")).isEqualTo(1);
    }

    @Test
    @Covers(value = Way.ACCOUNT, as = Aspect.FACTOR)
    void aFactorThatIsMissingIsAskedForAsAtARefresh() {
        Tokens dora = realm.publicApp().password("dora", OFFICE);
        realm.policy("mfa.everyone", "true");
        Http.Answer challenge = account(dora, OFFICE, "");
        assertThat(challenge.status()).isEqualTo(401);
        assertThat(challenge.header("WWW-Authenticate").orElse("")).contains("insufficient_user_authentication");
    }

    @Test
    void withoutAPolicyNothingChanges() {
        realm.policy();
        assertThat(account(realm.publicApp().password("dora", OFFICE), AWAY, "").status())
                .isEqualTo(200);
    }

    private static Http.Answer account(Tokens tokens, String address, String path) {
        Http http = new Http();
        http.headers(
                "X-Forwarded-For",
                address,
                "Authorization",
                "Bearer " + tokens.text("access_token"),
                "Accept",
                "application/json");
        return http.get(NODE.url() + "/realms/account-api/account/" + path);
    }
}
