package dev.securitypolicies.server;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jsoup.nodes.Element;

/** A person's browser somewhere in the network: it keeps its cookies when the person moves to another address. */
public final class Browser {

    /** The redirect address of the sample clients. Nothing listens there: the browser stops when it is sent to it. */
    public static final String CALLBACK = "http://app.example/callback";

    private final Http http = new Http();
    private final KeycloakNode node;
    private String lastPage = "";

    private Browser(KeycloakNode node, String address) {
        this.node = node;
        moveTo(address);
    }

    public static Browser at(KeycloakNode node, String address) {
        return new Browser(node, address);
    }

    /** From now on requests come from this address, as a trusted proxy reports it. */
    public Browser moveTo(String address) {
        http.headers("X-Forwarded-For", address);
        return this;
    }

    public Http http() {
        return http;
    }

    /** Opens the authorization endpoint and follows redirects within the server. */
    public Http.Answer open(App app, Map<String, String> parameters) {
        Map<String, String> query = new LinkedHashMap<>(Map.of(
                "client_id", app.clientId(), "redirect_uri", CALLBACK, "response_type", "code", "scope", "openid"));
        query.putAll(parameters);
        return follow(http.get(app.endpoint("auth") + "?" + Http.encode(query)));
    }

    public Http.Answer open(App app) {
        return open(app, Map.of());
    }

    /** Opens the login page, fills it in and ends at the application or at the page that the server shows. */
    public Http.Answer login(App app, String user, String password, Map<String, String> parameters) {
        Http.Answer page = open(app, parameters);
        if (page.html().selectFirst("form#kc-form-login") == null) {
            throw new IllegalStateException("no login page: " + page.status() + " " + page.location() + page.body());
        }
        return submit(page, Map.of("username", user, "password", password));
    }

    public Http.Answer login(App app, String user) {
        return login(app, user, user, Map.of());
    }

    /** Begins a session as somebody else, as an administrator does in the console. */
    public void impersonate(Realm realm, String user, App.Tokens administrator) {
        String id = realm.admin().userId(realm.name(), user);
        Http.Answer begun = http.json(
                "POST",
                node.url() + realm.path("/users/" + id + "/impersonation"),
                "{}",
                "Authorization",
                "Bearer " + administrator.text("access_token"));
        Admin.expect(200, begun);
    }

    /** The address of the last page that a redirect led to. */
    public String lastPage() {
        return lastPage;
    }

    /** Submits the first form of a page with these fields beside its hidden ones. */
    public Http.Answer submit(Http.Answer page, Map<String, String> fields) {
        Element form = page.html().selectFirst("form[method=post]");
        if (form == null) {
            throw new IllegalStateException("no form on: " + page.body());
        }
        Map<String, String> values = new LinkedHashMap<>();
        form.select("input[type=hidden]").forEach(input -> values.put(input.attr("name"), input.attr("value")));
        values.putAll(fields);
        return follow(
                http.post(URI.create(node.url()).resolve(form.attr("action")).toString(), values));
    }

    public Http.Answer follow(Http.Answer answer) {
        Http.Answer current = answer;
        while (current.status() / 100 == 3 && current.location().startsWith(node.url())) {
            lastPage = current.location();
            current = http.get(lastPage);
        }
        return current;
    }
}
