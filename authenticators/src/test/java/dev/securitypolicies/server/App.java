package dev.securitypolicies.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** An application registered as a client of a realm; it asks for tokens from an address of its own. */
public record App(
        KeycloakNode node,
        String realm,
        String clientId,
        @Nullable String secret) {

    public String endpoint(String name) {
        return node.url() + "/realms/" + realm + "/protocol/openid-connect/" + name;
    }

    /** Redeems the code in a redirect that the browser ended at. */
    public Tokens code(Http.Answer redirect, String address) {
        return token(
                address,
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        parameter(redirect, "code"),
                        "redirect_uri",
                        Browser.CALLBACK));
    }

    public Tokens password(String user, String address) {
        return token(address, Map.of("grant_type", "password", "username", user, "password", user, "scope", "openid"));
    }

    public Tokens refresh(Tokens tokens, String address) {
        return token(address, Map.of("grant_type", "refresh_token", "refresh_token", tokens.text("refresh_token")));
    }

    public Tokens token(String address, Map<String, String> form) {
        return new Tokens(call("token", address, form));
    }

    /** Posts to an endpoint as this client. */
    public Http.Answer call(String endpoint, String address, Map<String, String> form) {
        Http http = new Http();
        http.headers("X-Forwarded-For", address);
        Map<String, String> fields = new LinkedHashMap<>(form);
        fields.put("client_id", clientId);
        if (secret != null) {
            fields.put("client_secret", secret);
        }
        return http.post(endpoint(endpoint), fields);
    }

    public Http.Answer userInfo(Tokens tokens, String address) {
        Http http = new Http();
        http.headers("X-Forwarded-For", address, "Authorization", "Bearer " + tokens.text("access_token"));
        return http.get(endpoint("userinfo"));
    }

    /** A mapper of a client's, by which its access tokens of every kind have this audience. */
    public static Map<String, Object> audience(String audience) {
        return Map.of(
                "name",
                "audience " + audience,
                "protocol",
                "openid-connect",
                "protocolMapper",
                "oidc-audience-mapper",
                "config",
                Map.of(
                        "included.custom.audience", audience,
                        "access.token.claim", "true",
                        "introspection.token.claim", "true",
                        "lightweight.claim", "true"));
    }

    /** A query parameter of a redirect. */
    public static String parameter(Http.Answer redirect, String name) {
        String query = URI.create(redirect.location()).getRawQuery();
        return Arrays.stream(query == null ? new String[0] : query.split("&", -1))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "no `" + name + "` in: " + redirect.status() + " " + redirect.location() + redirect.body()));
    }

    /** A token response, or an OAuth error. */
    public record Tokens(Http.Answer answer) {

        public int status() {
            return answer.status();
        }

        public String error() {
            return answer.json().path("error").asText();
        }

        public String text(String field) {
            JsonNode value = answer.json().path(field);
            if (!value.isTextual()) {
                throw new IllegalStateException("no `" + field + "` in: " + answer.status() + " " + answer.body());
            }
            return value.asText();
        }

        public JsonNode claims(String token) {
            String payload = text(token).split("\\.", -1)[1];
            return Http.read(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8));
        }

        /** The realm roles of the access token. */
        public Set<String> roles() {
            return names(claims("access_token").at("/realm_access/roles"));
        }
    }

    /** The texts of a JSON list, sorted; a missing list has none. */
    public static Set<String> names(JsonNode list) {
        Set<String> names = new TreeSet<>();
        list.forEach(name -> names.add(name.asText()));
        return names;
    }
}
