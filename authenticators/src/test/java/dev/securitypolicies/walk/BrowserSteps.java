package dev.securitypolicies.walk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.securitypolicies.server.App;
import dev.securitypolicies.server.Browser;
import dev.securitypolicies.server.Http;
import dev.securitypolicies.walk.Hands.Session;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a user does in a browser: log in in every way, be logged in, agree, forget a password, approve a device. */
final class BrowserSteps {

    private static final String DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code";

    private final Hands hands;

    BrowserSteps(Hands hands) {
        this.hands = hands;
    }

    String login(int slot, String user, App app, String address) {
        Session session = begin(slot, user, app, address);
        Http.Answer page = session.browser.open(app);
        return isLogin(page) ? end(password(session, page, user), user, app, session, address) : noPage(page, address);
    }

    String sso(int slot, String user, App app, String address) {
        Session session = hands.browsers.get(slot + user);
        if (session == null || !session.alive) {
            return "";
        }
        return end(session.browser.moveTo(address).open(app), user, app, session, address);
    }

    /** The page is opened at one address and agreed to at another: the second one counts. */
    String consent(String user, String address, String later) {
        App app = hands.world.asking();
        Session session = begin(9, user, app, address);
        Http.Answer page = session.browser.open(app);
        if (!isLogin(page)) {
            return noPage(page, address);
        }
        Http.Answer asks = password(session, page, user);
        if (asks.status() != 200) {
            return end(asks, user, app, session, address);
        }
        Http.Answer agreed = session.browser.moveTo(later).submit(asks, Map.of("accept", "Yes"));
        String wrong = end(agreed, user, app, session, later);
        String consents = hands.world.realm().path("/users/" + id(user) + "/consents/asking");
        hands.world.realm().admin().call("DELETE", consents, "");
        return wrong;
    }

    /** A link in a mail, opened in the same browser at another address. */
    String reset(int slot, String user, App app, String address, String later) {
        Session session = begin(slot, user, app, address);
        Http.Answer page = session.browser.open(app);
        if (!isLogin(page)) {
            return noPage(page, address);
        }
        String forgot = Objects.requireNonNull(page.html().selectFirst("a[href*=reset-credentials]"))
                .attr("href");
        String url = URI.create(app.node().url()).resolve(forgot).toString();
        Http.Answer ask = session.browser.follow(session.browser.http().get(url));
        if (ask.status() != 200) {
            return "";
        }
        session.browser.submit(ask, Map.of("username", user));
        session.browser.moveTo(later);
        Http.Answer form = session.browser.follow(
                session.browser.http().get(hands.world.mailbox().lastLink()));
        if (form.html().selectFirst("#password-new") == null) {
            return form.status() == 403 && !hands.model.enters(user, List.of(later))
                    ? ""
                    : form.status() == 403
                            ? "no reset though allowed: " + form.html().text()
                            : "";
        }
        Http.Answer done = session.browser.submit(form, Map.of("password-new", user, "password-confirm", user));
        return done.status() == 302 || done.status() == 403 ? end(done, user, app, session, later) : "";
    }

    /** Approved in a browser, redeemed by a device: both addresses count. */
    String device(String user, App app, String address, String later) {
        JsonNode asked =
                app.call("auth/device", later, Map.of("scope", "openid")).json();
        Session session = new Session(Browser.at(app.node(), address), address);
        Http.Answer page = session.browser.follow(session.browser
                .http()
                .get(asked.path("verification_uri_complete").asText()));
        if (!isLogin(page)) {
            return noPage(page, address);
        }
        Http.Answer asks = password(session, page, user);
        if (asks.status() != 200) {
            return hands.model.enters(user, List.of(address)) ? "no approval though allowed: " + asks.status() : "";
        }
        session.browser.submit(asks, Map.of("accept", "Yes"));
        Map<String, String> form = Map.of(
                "grant_type",
                DEVICE_CODE,
                "device_code",
                asked.path("device_code").asText());
        return hands.compareLogin(app.token(later, form), user, app, session, List.of(address, later));
    }

    Session begin(int slot, String user, App app, String address) {
        Session session = new Session(Browser.at(app.node(), address), address);
        hands.browsers.put(slot + user, session);
        return session;
    }

    static boolean isLogin(Http.Answer page) {
        return page.html().selectFirst("form#kc-form-login") != null;
    }

    String noPage(Http.Answer page, String address) {
        return page.status() == 403 && !hands.model.somebodyEnters(address)
                ? ""
                : "no login page: " + page.status() + " " + page.html().text();
    }

    static Http.Answer password(Session session, Http.Answer page, String user) {
        return session.browser.submit(page, Map.of("username", user, "password", user));
    }

    String end(Http.Answer answer, String user, App app, Session session, String address) {
        boolean enters = hands.model.enters(user, List.of(address));
        if (answer.status() != 302) {
            return enters
                    ? "refused though allowed: " + answer.status() + " "
                            + answer.html().text()
                    : "";
        }
        if (!enters) {
            return "let in though refused";
        }
        session.alive = true;
        session.address = address;
        return hands.compareLogin(app.code(answer, address), user, app, session, List.of(address));
    }

    private String id(String user) {
        return hands.world.realm().admin().userId(hands.world.realm().name(), user);
    }
}
