package dev.securitypolicies.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.securitypolicies.server.Admin;
import dev.securitypolicies.server.App;
import dev.securitypolicies.server.Browser;
import dev.securitypolicies.server.Http;
import dev.securitypolicies.server.KeycloakNode;
import dev.securitypolicies.server.PolicyRealm;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.Servers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sample realm with three flows of the pack's steps beside the stock one: as it is, and after it was exported and imported. */
@TestMethodOrder(OrderAnnotation.class)
final class SampleFlowsIT {

    private static final KeycloakNode NODE = Servers.newest();

    @PolicyRealm(value = "sample-flows", sample = "flows.json")
    private static Realm realm;

    @ParameterizedTest(name = "{0}, {1} at {2}: {3} ({4})")
    @CsvSource({
        "public-app,   otto, 10.15.1.20,  let in,  the stock flow: the office is trusted",
        "public-app,   otto, 192.0.2.7,   asked,   and elsewhere it asks",
        "outside-app,  otto, 10.15.1.20,  let in,  its condition is false there",
        "outside-app,  otto, 192.0.2.7,   asked,   and true elsewhere",
        "required-app, otto, 10.15.1.20,  let in,  the policy does not ask there",
        "required-app, otto, 192.0.2.7,   asked,   and asks elsewhere",
        "required-app, pat,  192.0.2.7,   let in,  nothing is required of pat",
        "checked-app,  otto, 192.0.2.7,   asked,   who may come is asked",
        "checked-app,  otto, 203.0.113.9, refused, who may not is told so before",
    })
    @Order(1)
    void eachFlowAsks(String client, String user, String address, String outcome, String why) {
        assertThat(outcome(client, user, address)).as(why).isEqualTo(outcome);
    }

    @Test
    @Order(2)
    void exportedAndImportedItDoesTheSame() {
        ObjectNode exported = (ObjectNode) Admin.expect(
                        200,
                        realm.admin()
                                .call(
                                        "POST",
                                        realm.path("/partial-export?exportClients=true&exportGroupsAndRoles=true"),
                                        ""))
                .json();
        Admin.expect(204, realm.admin().call("DELETE", realm.path(""), ""));
        Admin.expect(201, realm.admin().call("POST", "/admin/realms", exported));
        realm.user("otto", List.of("Treasurer"), Map.of());
        realm.totp("otto", "ottos-secret-0123456");
        realm.user("pat", List.of("Participant"), Map.of());
        for (String client : List.of("public-app", "outside-app", "required-app")) {
            eachFlowAsks(client, "otto", "10.15.1.20", "let in", "imported");
            eachFlowAsks(client, "otto", "192.0.2.7", "asked", "imported");
        }
        eachFlowAsks("required-app", "pat", "192.0.2.7", "let in", "imported");
        eachFlowAsks("checked-app", "otto", "203.0.113.9", "refused", "imported");
    }

    private static String outcome(String client, String user, String address) {
        Http.Answer answer = Browser.at(NODE, address).login(new App(NODE, realm.name(), client, null), user);
        if (answer.status() == 302 && answer.location().contains("code=")) {
            return "let in";
        }
        if (answer.status() == 403) {
            return "refused";
        }
        return answer.html().selectFirst("#otp") == null ? answer.status() + answer.body() : "asked";
    }
}
