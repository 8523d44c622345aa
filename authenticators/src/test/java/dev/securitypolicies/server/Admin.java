package dev.securitypolicies.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The first administrator of a test server, using the stock admin REST API. */
public final class Admin {

    static final String NAME = "admin";
    static final String PASSWORD = "admin";

    /** A login costs more than most calls, so a token is used for as long as it is good. */
    private static final Map<KeycloakNode, String> TOKENS = new ConcurrentHashMap<>();

    private final KeycloakNode node;

    public Admin(KeycloakNode node) {
        this.node = node;
    }

    /** Imports a sample realm under another name, so that every test has a realm of its own. */
    public void importSample(String file, String realm) {
        try {
            ObjectNode sample =
                    (ObjectNode) Http.read(Files.readString(Settings.samples().resolve(file)));
            String original = sample.path("realm").asText();
            sample.put("realm", realm);
            sample.put("id", realm);
            String text = sample.toString().replace("default-roles-" + original, "default-roles-" + realm);
            expect(201, call("POST", "/admin/realms", text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sets realm attributes the way an admin's tool does: read all, change some, write all. Null removes. */
    public void setAttributes(String realm, Map<String, String> attributes) {
        ObjectNode representation = (ObjectNode) get("/admin/realms/" + realm);
        ObjectNode all = representation.withObject("/attributes");
        attributes.forEach((name, value) -> all.put("securityPolicy." + name, value));
        expect(204, call("PUT", "/admin/realms/" + realm, representation));
    }

    /** Replaces the pack's attributes by these. */
    public void replacePolicy(String realm, Map<String, String> attributes) {
        ObjectNode representation = (ObjectNode) get("/admin/realms/" + realm);
        ObjectNode all = representation.withObject("/attributes");
        List<String> old = new ArrayList<>();
        all.fieldNames().forEachRemaining(old::add);
        old.stream().filter(name -> name.startsWith("securityPolicy.")).forEach(all::remove);
        attributes.forEach((name, value) -> all.put("securityPolicy." + name, value));
        expect(204, call("PUT", "/admin/realms/" + realm, representation));
    }

    public JsonNode get(String path) {
        return expect(200, call("GET", path, "")).json();
    }

    public Http.Answer call(String method, String path, Object body) {
        Http.Answer answer = call(method, path, body, TOKENS.computeIfAbsent(node, fresh -> token()));
        if (answer.status() != 401) {
            return answer;
        }
        String token = token();
        TOKENS.put(node, token);
        return call(method, path, body, token);
    }

    private Http.Answer call(String method, String path, Object body, String token) {
        Http http = new Http();
        http.headers("X-Forwarded-For", "127.0.0.1", "Authorization", "Bearer " + token);
        return method.equals("GET") ? http.get(node.url() + path) : http.json(method, node.url() + path, body);
    }

    public static JsonNode parse(String json) {
        return Http.read(json);
    }

    public static Http.Answer expect(int status, Http.Answer answer) {
        if (answer.status() != status) {
            throw new IllegalStateException("expected " + status + ": " + answer.status() + " " + answer.body());
        }
        return answer;
    }

    public String userId(String realm, String user) {
        return get("/admin/realms/" + realm + "/users?exact=true&username=" + user)
                .at("/0/id")
                .asText();
    }

    /** How many sessions the user has. */
    public int sessions(String realm, String user) {
        return get("/admin/realms/" + realm + "/users/" + userId(realm, user) + "/sessions")
                .size();
    }

    /** The pack's records in the realm's event store, newest first: the stored events that carry a reason code. */
    public List<JsonNode> records(String realm) {
        List<JsonNode> records = new ArrayList<>();
        get("/admin/realms/" + realm + "/events?max=200").forEach(event -> {
            if (event.at("/details").has("policy_reason")) {
                records.add(event);
            }
        });
        return records;
    }

    private String token() {
        return login().json().path("access_token").asText();
    }

    /** The token response of a direct grant. */
    public Http.Answer login() {
        Http http = new Http();
        http.headers("X-Forwarded-For", "127.0.0.1");
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "password");
        form.put("client_id", "admin-cli");
        form.put("username", NAME);
        form.put("password", PASSWORD);
        return expect(200, http.post(node.url() + "/realms/master/protocol/openid-connect/token", form));
    }
}
