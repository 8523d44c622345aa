package dev.securitypolicies.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.securitypolicies.server.Admin;
import dev.securitypolicies.server.Browser;
import dev.securitypolicies.server.Corp;
import dev.securitypolicies.server.Http;
import dev.securitypolicies.server.KeycloakNode;
import dev.securitypolicies.server.Mailbox;
import dev.securitypolicies.server.PolicyRealm;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.Servers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** R10: an e-mail makes a super admin only if whoever wrote it could not have made one themselves. */
final class ProvenEmailIT {

    private static final String HERE = "192.0.2.10";
    private static final KeycloakNode NODE = Servers.newest();
    private static final Mailbox MAILBOX = new Mailbox();

    @PolicyRealm(value = "proven", sample = "required-mfa.json")
    private static Realm realm;

    private static Corp provider;
    private static Realm corp;

    @BeforeAll
    static void prepare() {
        provider = Corp.of(NODE, realm, "FORCE");
        corp = provider.home();
        MAILBOX.serve(realm);
    }

    @AfterAll
    static void close() {
        MAILBOX.close();
    }

    @Test
    void aMailVerifiesOneAddressAndNoOtherThatAProviderWritesLater() {
        realm.policy("superAdmin.emails", "boss@subscriber.example");
        corp.user("eve", List.of("Participant"), Map.of());
        throughCorp("eve");
        realm.change(
                "eve",
                Map.of("emailVerified", false, "credentials", List.of(Map.of("type", "password", "value", "eve"))));
        verifyByMail("eve");
        corp.change("eve", Map.of("email", "boss@subscriber.example"));
        throughCorp("eve");
        assertThat(user("eve").path("email").asText()).isEqualTo("boss@subscriber.example");
        assertThat(roles("eve")).doesNotContain("super-admin");
    }

    @Test
    void aMapperCannotWriteTheProof() {
        realm.policy("superAdmin.emails", "chief@subscriber.example");
        String proof = "securityPolicy.superAdmin.verifiedEmail";
        corp.user("chief", List.of("Participant"), Map.of());
        provider.whileMapperWrites(proof, "chief@subscriber.example", () -> {
            throughCorp("chief");
            throughCorp("chief");
        });
        assertThat(user("chief").path("attributes").has(proof)).isTrue();
        assertThat(roles("chief")).doesNotContain("super-admin");
    }

    @Test
    void whoeverManagesUsersMakesNoSuperAdminUntilAMailHasProvenTheAddress() {
        realm.policy("superAdmin.emails", "top@subscriber.example");
        realm.user("helper", List.of("Participant"), Map.of());
        realm.user("low", List.of("Participant"), Map.of());
        realm.administers("helper", "manage-users");
        Http helper = new Http();
        helper.headers(
                "X-Forwarded-For",
                HERE,
                "Authorization",
                "Bearer " + realm.publicApp().password("helper", HERE).text("access_token"));
        String path = NODE.url() + realm.path("/users/" + user("low").path("id").asText());
        ObjectNode low = (ObjectNode) helper.get(path).json();
        low.put("email", "top@subscriber.example").put("emailVerified", true);
        Admin.expect(204, helper.json("PUT", path, low));
        assertThat(Browser.at(NODE, HERE).login(realm.publicApp(), "low").location())
                .contains("code=");
        assertThat(roles("low")).doesNotContain("super-admin");

        realm.change("low", Map.of("emailVerified", false));
        verifyByMail("low");
        Browser.at(NODE, HERE).login(realm.publicApp(), "low");
        assertThat(roles("low")).as("the link in the mail is proof").contains("super-admin");
    }

    private static void verifyByMail(String user) {
        realm.change(Map.of("verifyEmail", true));
        try {
            Browser browser = Browser.at(NODE, HERE);
            browser.login(realm.publicApp(), user);
            Http.Answer page = browser.follow(browser.http().get(MAILBOX.lastLink()));
            assertThat(user(user).path("emailVerified").asBoolean())
                    .as(page.body())
                    .isTrue();
        } finally {
            realm.change(Map.of("verifyEmail", false));
        }
    }

    private static JsonNode user(String name) {
        return realm.admin().get(realm.path("/users/" + realm.admin().userId(realm.name(), name)));
    }

    private static List<String> roles(String user) {
        return realm.admin()
                .get(realm.path("/users/" + user(user).path("id").asText() + "/role-mappings/realm"))
                .findValuesAsText("name");
    }

    private static void throughCorp(String user) {
        provider.login(user, HERE);
    }
}
