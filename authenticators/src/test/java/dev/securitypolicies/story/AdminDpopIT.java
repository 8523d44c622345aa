package dev.securitypolicies.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.securitypolicies.server.Admin;
import dev.securitypolicies.server.DpopKey;
import dev.securitypolicies.server.Http;
import dev.securitypolicies.server.KeycloakNode;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.Servers;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An admin with a sender-constrained token is known to the admin door like any other, without using up her proof. */
final class AdminDpopIT {

    private static final String INSIDE = "10.15.1.55";
    private static final String OUTSIDE = "67.25.19.198";
    private static final KeycloakNode NODE = Servers.newest();

    private final DpopKey key = new DpopKey();

    @Test
    void aWithheldAdminRoleIsWithheldFromADpopTokenToo() {
        Realm realm = Realm.sample(NODE, "dpop");
        realm.policy("ip.roles", "{\"realm-management.realm-admin\": [\"10.15.1.*\"]}");
        JsonNode participant = realm.admin().get(realm.path("/roles/Participant"));
        String ada = realm.admin().userId("dpop", "ada");
        Admin.expect(
                204,
                realm.admin()
                        .call("POST", realm.path("/users/" + ada + "/role-mappings/realm"), "[" + participant + "]"));
        String token = token();
        assertThat(get("/admin/realms/dpop/users", token, INSIDE)).isEqualTo(200);
        assertThat(get("/admin/realms/dpop/users", token, OUTSIDE)).isEqualTo(403);
        assertThat(get("/admin/dpop/console/whoami?currentRealm=dpop", token, INSIDE))
                .as("the proof is not used up before Keycloak looks at it, and finds the token of another client")
                .isNotEqualTo(401);
    }

    private String token() {
        String endpoint = NODE.url() + "/realms/dpop/protocol/openid-connect/token";
        Http http = new Http();
        http.headers("X-Forwarded-For", INSIDE, "DPoP", key.proof("POST", endpoint, ""));
        Http.Answer answer = http.post(
                endpoint,
                Map.of("grant_type", "password", "client_id", "admin-cli", "username", "ada", "password", "ada"));
        assertThat(answer.json().path("token_type").asText()).as(answer.body()).isEqualTo("DPoP");
        return answer.json().path("access_token").asText();
    }

    private int get(String path, String token, String address) {
        String url = NODE.url() + path;
        Http http = new Http();
        http.headers(
                "X-Forwarded-For",
                address,
                "Authorization",
                "DPoP " + token,
                "DPoP",
                key.proof("GET", url.replaceAll("\\?.*", ""), token));
        return http.get(url).status();
    }
}
