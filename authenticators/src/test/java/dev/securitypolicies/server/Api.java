package dev.securitypolicies.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The pack's admin API of a realm, as an administrator of that realm calls it from an address. */
public record Api(Realm realm, String user, String address) {

    public String url(String path) {
        return realm.node().url() + realm.path("/security-policy" + path);
    }

    public Http.Answer get(String path) {
        return http().get(url(path));
    }

    public JsonNode json(String path) {
        return Admin.expect(200, get(path)).json();
    }

    public Http.Answer send(String method, String path, Object body, String... headers) {
        return http().json(method, url(path), body, headers);
    }

    /** Replaces the policy, whatever it was. */
    public Http.Answer put(String query, Object policy) {
        return send("PUT", query, policy, "If-Match", "*");
    }

    public String tag() {
        return get("").header("etag").orElse("");
    }

    /** The codes of the problems, or the one error code, of a refusal. */
    public static List<String> codes(Http.Answer answer) {
        List<String> codes = new ArrayList<>();
        answer.json()
                .path("problems")
                .forEach(problem -> codes.add(problem.path("path").asText() + " "
                        + problem.path("code").asText()));
        return codes.isEmpty() ? List.of(answer.json().path("error").asText()) : codes;
    }

    private Http http() {
        Http http = new Http();
        String token = new App(realm.node(), realm.name(), "admin-cli", null)
                .token(address, Map.of("grant_type", "password", "username", user, "password", user))
                .text("access_token");
        http.headers("X-Forwarded-For", address, "Authorization", "Bearer " + token);
        return http;
    }
}
