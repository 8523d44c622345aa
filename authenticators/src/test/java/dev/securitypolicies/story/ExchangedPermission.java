package dev.securitypolicies.story;

import dev.securitypolicies.server.App;
import dev.securitypolicies.server.App.Tokens;
import dev.securitypolicies.server.Await;
import dev.securitypolicies.server.Browser;
import dev.securitypolicies.server.Http;
import dev.securitypolicies.server.KeycloakNode;
import dev.securitypolicies.server.Realm;
import java.util.List;
import java.util.Map;

/**
 * A permission asked for with an exchanged token: Keycloak gives none, and ends the user's session (keycloak/keycloak#51250). That
 * looks like a refusal of the pack and is none; the day Keycloak mends it, both servers answer otherwise, and alike.
 */
final class ExchangedPermission {

    private static final String ADDRESS = "67.25.19.198";
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:";
    private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

    private ExchangedPermission() {}

    /** The answer to the permission request, and whether the user is still logged in after it. */
    static List<String> answers(KeycloakNode node) {
        Realm realm = Realm.sample(node, "exchanged-permission");
        realm.policy();
        App app = realm.client("walking", Map.of("protocolMappers", List.of(App.audience("exchanger"))));
        App exchanger = realm.client("exchanger", confidential(Map.of("standard.token.exchange.enabled", "true")));
        realm.client("vault", confidential(Map.of()));
        Browser browser = Browser.at(node, ADDRESS);
        Tokens exchanged = exchange(app.code(browser.login(app, "alice"), ADDRESS), exchanger);
        long issued = exchanged.claims("access_token").path("iat").asLong();
        // Keycloak takes it for fresh in the second of its issue and in the next one
        Await.until(() -> System.currentTimeMillis() / 1_000 > issued + 1);
        Http http = new Http();
        http.headers("X-Forwarded-For", ADDRESS, "Authorization", "Bearer " + exchanged.text("access_token"));
        Http.Answer asked =
                http.post(exchanger.endpoint("token"), Map.of("grant_type", GRANT + "uma-ticket", "audience", "vault"));
        return List.of(
                asked.status() + asked.body(),
                browser.open(app).status() == 302 ? "goes on with the session" : "has to log in again");
    }

    private static Tokens exchange(Tokens subject, App by) {
        return by.token(
                ADDRESS,
                Map.of(
                        "grant_type",
                        GRANT + "token-exchange",
                        "subject_token",
                        subject.text("access_token"),
                        "subject_token_type",
                        ACCESS_TOKEN));
    }

    private static Map<String, Object> confidential(Map<String, String> attributes) {
        return Map.of(
                "publicClient", false,
                "secret", "s",
                "serviceAccountsEnabled", true,
                "authorizationServicesEnabled", true,
                "attributes", attributes);
    }
}
