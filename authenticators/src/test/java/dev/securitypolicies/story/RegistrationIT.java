package dev.securitypolicies.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.securitypolicies.server.Admin;
import dev.securitypolicies.server.Http;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.Servers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever may register clients does not decide whose address counts for them. */
final class RegistrationIT {

    @Test
    void theAddressSourceIsNotSetByDynamicRegistration() {
        Realm realm = Realm.sample(Servers.newest(), "registration");
        JsonNode access = Admin.expect(
                        201, realm.admin().call("POST", realm.path("/clients-initial-access"), Map.of("count", 9)))
                .json();
        Http http = new Http();
        http.headers("Authorization", "Bearer " + access.path("token").asText());
        String endpoint = Servers.newest().url() + "/realms/registration/clients-registrations/default";

        Http.Answer refused =
                http.json("POST", endpoint, client("sly", Map.of("securityPolicy.addressSource", "session")));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("error").asText()).isEqualTo("invalid_client_metadata");
        assertThat(refused.json().path("error_description").asText()).contains("`securityPolicy.addressSource`");
        Http.Answer wider = http.json("POST", endpoint, client("sly", Map.of("securityPolicy.ip.allowlist", "*")));
        assertThat(wider.status()).isEqualTo(400);
        assertThat(wider.json().path("error_description").asText()).contains("`securityPolicy.ip.allowlist`");
        assertThat(realm.admin().get(realm.path("/clients?clientId=sly"))).isEmpty();

        Http.Answer untyped = http.untyped(
                endpoint, "{\"clientId\": \"sly\", \"attributes\": {\"securityPolicy.addressSource\": \"session\"}}");
        assertThat(untyped.status()).as("without a content type").isEqualTo(400);
        assertThat(realm.admin().get(realm.path("/clients?clientId=sly"))).isEmpty();

        Http.Answer registered = http.json("POST", endpoint, client("honest", Map.of()));
        assertThat(registered.status()).isEqualTo(201);
        http.headers(
                "Authorization",
                "Bearer " + registered.json().path("registrationAccessToken").asText());
        Http.Answer update = http.json(
                "PUT", endpoint + "/honest", client("honest", Map.of("securityPolicy.addressSource", "session")));
        assertThat(update.status()).isEqualTo(400);
        assertThat(realm.admin()
                        .get(realm.path("/clients?clientId=honest"))
                        .at("/0/attributes")
                        .toString())
                .doesNotContain("securityPolicy");
    }

    private static Map<String, Object> client(String id, Map<String, String> attributes) {
        return Map.of("clientId", id, "redirectUris", List.of("http://app.example/*"), "attributes", attributes);
    }
}
