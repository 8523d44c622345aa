package dev.securitypolicies.faults;

import dev.securitypolicies.server.Http;
import dev.securitypolicies.server.KeycloakNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Requests to a node that may be gone, or take for ever: each ends after some seconds, with an answer or without one. */
final class Calls {

    private static final int NO_CONTENT = 204;
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final Pattern ACCESS_TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");
    private static final Pattern REFRESH_TOKEN = Pattern.compile("\"refresh_token\":\"([^\"]+)\"");
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    private final String realm;

    Calls(String realm) {
        this.realm = realm;
    }

    String realm() {
        return realm;
    }

    /** What a node said. */
    record Answer(int status, String body) {

        boolean isPermit() {
            return status == 200;
        }

        /** The policy has refused, and says so. */
        boolean isRefusal() {
            return status == 400 && body.contains("ip-nobody");
        }

        /** The refresh token in it; empty if it has none. */
        Optional<String> refreshToken() {
            return found(REFRESH_TOKEN);
        }

        private Optional<String> found(Pattern pattern) {
            return Optional.of(pattern.matcher(body)).filter(Matcher::find).map(found -> found.group(1));
        }
    }

    /** A direct grant of a user whose password is the name; empty without an answer. */
    Optional<Answer> login(KeycloakNode node, String user, String address) {
        return form(
                node,
                realm,
                address,
                Map.of("grant_type", "password", "client_id", "public-app", "username", user, "password", user));
    }

    /** A refresh; empty without an answer. */
    Optional<Answer> refresh(KeycloakNode node, String refreshToken, String address) {
        return form(
                node,
                realm,
                address,
                Map.of("grant_type", "refresh_token", "client_id", "public-app", "refresh_token", refreshToken));
    }

    /** Whether the change of the policy to this document was answered as made. */
    boolean change(KeycloakNode node, String policy) {
        return change(node, policy, "");
    }

    /** The same, with more in the query. */
    boolean change(KeycloakNode node, String policy, String more) {
        return administer(node, "PUT", "/security-policy?override=lock-out" + more, policy);
    }

    /** Whether the confirmation of the change that awaits it was answered as made. */
    boolean confirm(KeycloakNode node) {
        return administer(node, "POST", "/security-policy/confirm", "");
    }

    /** Whether a change of the realm itself was answered as made. */
    boolean changeRealm(KeycloakNode node, String fields) {
        return administer(node, "PUT", "", fields);
    }

    /** Whether the removal of the realm was answered as made. */
    boolean removeRealm(KeycloakNode node) {
        return administer(node, "DELETE", "", "");
    }

    private boolean administer(KeycloakNode node, String method, String path, String body) {
        return token(node)
                .flatMap(token -> send(HttpRequest.newBuilder(URI.create(node.url() + "/admin/realms/" + realm + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .header("If-Match", "*")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))))
                .filter(answer -> answer.isPermit() || answer.status() == NO_CONTENT)
                .isPresent();
    }

    /** An administrator reads the users of the realm. */
    Optional<Answer> users(KeycloakNode node) {
        return token(node)
                .flatMap(token ->
                        send(HttpRequest.newBuilder(URI.create(node.url() + "/admin/realms/" + realm + "/users?max=5"))
                                .header("Authorization", "Bearer " + token)
                                .GET()));
    }

    private static Optional<String> token(KeycloakNode node) {
        return form(
                        node,
                        "master",
                        "127.0.0.1",
                        Map.of(
                                "grant_type",
                                "password",
                                "client_id",
                                "admin-cli",
                                "username",
                                "admin",
                                "password",
                                "admin"))
                .flatMap(answer -> answer.found(ACCESS_TOKEN));
    }

    private static Optional<Answer> form(KeycloakNode node, String realm, String address, Map<String, String> fields) {
        return send(
                HttpRequest.newBuilder(URI.create(node.url() + "/realms/" + realm + "/protocol/openid-connect/token"))
                        .header("X-Forwarded-For", address)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(Http.encode(fields))));
    }

    private static Optional<Answer> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer =
                    CLIENT.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
            return Optional.of(new Answer(answer.statusCode(), answer.body()));
        } catch (IOException e) {
            return Optional.empty(); // no answer is what this is about
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
