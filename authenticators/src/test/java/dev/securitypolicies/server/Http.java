package dev.securitypolicies.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/**
 * Plain HTTP with a cookie jar of its own, since Java's drops Keycloak's `Secure` cookies over http. Redirects are never
 * followed: each one is a step of the story.
 */
public final class Http {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private static final ObjectMapper JSON = new ObjectMapper();

    /** By path and name: two realms of one server set cookies of the same names. */
    private final Map<Cookie, String> cookies = new LinkedHashMap<>();

    private List<String> headers = List.of();

    /** Headers sent with every request from now on: name, value, name, value; a name may come twice. */
    public void headers(String... namesAndValues) {
        headers = List.of(namesAndValues);
    }

    public Answer get(String url, String... extraHeaders) {
        return send(request(url, extraHeaders).GET());
    }

    public Answer post(String url, Map<String, String> form, String... extraHeaders) {
        return send(request(url, extraHeaders)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encode(form))));
    }

    public Answer json(String method, String url, Object body, String... extraHeaders) {
        return send(request(url, extraHeaders)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(write(body))));
    }

    /** Posts a SOAP message. */
    public Answer soap(String url, String message) {
        return send(request(url).header("Content-Type", "text/xml").POST(HttpRequest.BodyPublishers.ofString(message)));
    }

    /** Posts a body without saying what it is. */
    public Answer untyped(String url, String body) {
        return send(request(url).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Sends these very bytes, for requests that a proper client would not make. */
    public static Answer raw(KeycloakNode node, String request) {
        URI server = URI.create(node.url());
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = Integer.parseInt(answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
            int end = answer.indexOf("\r\n\r\n");
            return new Answer(status, end < 0 ? "" : answer.substring(end + 4), Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String encode(Map<String, String> form) {
        return form.entrySet().stream()
                .map(entry -> URLEncoder.encode(entry.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    static String write(Object body) {
        try {
            return body instanceof String text ? text : JSON.writeValueAsString(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException("not JSON: " + json, e);
        }
    }

    private HttpRequest.Builder request(String url, String... extraHeaders) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofMinutes(2));
        if (!headers.isEmpty()) {
            addHeaders(request, headers);
        }
        addHeaders(request, List.of(extraHeaders));
        String sent = cookies.entrySet().stream()
                .filter(cookie ->
                        URI.create(url).getPath().startsWith(cookie.getKey().path()))
                .map(cookie -> cookie.getKey().name() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
        if (!sent.isEmpty()) {
            request.header("Cookie", sent);
        }
        return request;
    }

    private static void addHeaders(HttpRequest.Builder request, List<String> namesAndValues) {
        for (int i = 0; i < namesAndValues.size(); i += 2) {
            request.header(namesAndValues.get(i), namesAndValues.get(i + 1));
        }
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            response.headers().allValues("Set-Cookie").forEach(this::remember);
            return new Answer(
                    response.statusCode(), response.body(), response.headers().map());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void remember(String setCookie) {
        String pair = setCookie.split(";", 2)[0];
        String path = Stream.of(setCookie.split(";", -1))
                .map(String::strip)
                .filter(part -> part.startsWith("Path="))
                .map(part -> part.substring("Path=".length()))
                .findFirst()
                .orElse("/");
        Cookie cookie = new Cookie(path, pair.substring(0, pair.indexOf('=')));
        String value = pair.substring(pair.indexOf('=') + 1);
        if (value.isEmpty() || setCookie.contains("Max-Age=0")) {
            cookies.remove(cookie);
        } else {
            cookies.put(cookie, value);
        }
    }

    private record Cookie(String path, String name) {}

    /** What the server answered. */
    public record Answer(int status, String body, Map<String, List<String>> headers) {

        public JsonNode json() {
            return read(body);
        }

        public Document html() {
            return Jsoup.parse(body);
        }

        public Optional<String> header(String name) {
            return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), List.of()).stream()
                    .findFirst();
        }

        /** The address of a redirect, or empty text. */
        public String location() {
            return header("location").orElse("");
        }
    }
}
