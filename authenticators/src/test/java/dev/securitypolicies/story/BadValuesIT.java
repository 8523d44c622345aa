package dev.securitypolicies.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.server.App;
import dev.securitypolicies.server.PolicyRealm;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.Servers;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an admin mistypes with the stock admin API never opens anything, and the server says what is wrong with it. */
final class BadValuesIT {

    private static final String OUTSIDE = "67.25.19.198";

    @PolicyRealm("badvalues")
    private static Realm realm;

    @BeforeAll
    static void addDora() {
        realm.user("dora", List.of("Participant"), Map.of());
        realm.user("emil", List.of("Participant"), Map.of("securityPolicy.ip.groups", List.of("gone")));
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '#',
            value = {
                "ip.subscriber~ 67.25.19.198/24~           host-bits",
                "ip.subscriber~ 67.25.19~                  not-an-address",
                "ip.subscriber~ 67.25.19.198-67.25.19.199~ dash-range",
                "ip.subscriber~ 067.25.19.198~             not-an-address",
                "ip.subscriber~ ::ffff:67.25.19.198~       mapped-address",
                "ip.subscriber~ 67.*.19.*~                 bad-wildcard",
                "ip.subscriber~ 67.25.19.0/33~             bad-prefix",
                "ip.subscriber~ fe80::1%eth0~              zone",
                "ip.subscriber~ localhost~                 not-an-address",
                "ip.subscriber~ @home~                     unknown-group",
                "ip.roles~      not json~                  not-json",
                "ip.roles~      [\"67.25.19.198\"]~        not-an-object",
                "ip.roles~      {\"Participant\": \"67.25.19.198\"}~ not-a-list",
                "ip.roles~      {\"Participant\": [\"67.25.19.198/24\"]}~ host-bits",
                "ip.roles~      {\"Participant\": [null]}~ not-an-address",
                "ip.roles~      {\"Participant\": [\"@home\"]}~ unknown-group",
                "ip.roles~      {\"Participant\": [], \"Participant\": [\"*\"]}~ not-json",
            })
    void neverWidens(String name, String value, String problem) {
        Supplier<String> logged = Servers.newest().logFromHere();
        realm.policy(name, value);
        App app = realm.publicApp();
        App.Tokens refused = app.password("dora", OUTSIDE);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.error()).isEqualTo("invalid_grant");
        assertThat(logged.get())
                .contains("realm `badvalues`: securityPolicy." + name)
                .as("with a hint")
                .containsPattern("securityPolicy\\." + name + "[^\\n]*; ");
        assertThat(realm.admin()
                        .get(realm.path("/security-policy"))
                        .path("problems")
                        .findValuesAsText("code"))
                .contains(problem);
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '#',
            value = {
                "mode~              reportonly",
                "mode~              off",
                "ip.interfaceUsers~ nobody",
            })
    void unreadableWordsEnforce(String name, String value) {
        realm.policy("ip.subscriber", "10.15.1.*", name, value);
        assertThat(realm.publicApp().password("dora", OUTSIDE).status()).isEqualTo(400);
    }

    @ParameterizedTest(name = "groups = {0}")
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '#',
            value = {"{\"other\": [\"*\"]}", "not json", "{\"gone\": [\"67.25.19\"]}", "{\"gone\": []}"})
    void aUsersDanglingOrBrokenGroupMatchesNothing(String groups) {
        realm.policy("ip.groups", groups);
        App.Tokens refused = realm.publicApp().password("emil", OUTSIDE);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("error_description")).contains("ip-user");
    }
}
