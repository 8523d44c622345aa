package dev.securitypolicies.walk;

import dev.securitypolicies.server.App;
import dev.securitypolicies.server.Browser;
import dev.securitypolicies.server.Http;
import dev.securitypolicies.server.SamlApp;
import dev.securitypolicies.walk.Hands.Session;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Logins that involve another party: through the company's provider, by linking an account with it, at a SAML application. */
final class PartnerSteps {

    private final Hands hands;
    private final BrowserSteps browser;

    PartnerSteps(Hands hands, BrowserSteps browser) {
        this.hands = hands;
        this.browser = browser;
    }

    /** Through the provider, which knows the same users. */
    String brokered(int slot, String user, App app, String address) {
        Session session = browser.begin(slot, user, app, address);
        Http.Answer page = toProvider(session, app);
        return BrowserSteps.isLogin(page)
                ? browser.end(BrowserSteps.password(session, page, user), user, app, session, address)
                : browser.noPage(page, address);
    }

    /** Through the provider for the first time, with a proof of the account that is there; proven at another address. */
    String link(int slot, String user, App app, String address, String later) {
        hands.world.corp().unlink(user);
        try {
            Session session = browser.begin(slot, user, app, address);
            Http.Answer page = toProvider(session, app);
            if (!BrowserSteps.isLogin(page)) {
                return browser.noPage(page, address);
            }
            Http.Answer asks = BrowserSteps.password(session, page, user);
            if (asks.html().selectFirst("button[value=linkAccount]") == null) {
                return browser.noPage(asks, address);
            }
            Http.Answer proof = session.browser.submit(asks, Map.of("submitAction", "linkAccount"));
            session.browser.moveTo(later);
            return browser.end(BrowserSteps.password(session, proof, user), user, app, session, later);
        } finally {
            if (!hands.world.corp().isLinked(user)) {
                hands.world.corp().link(user);
            }
        }
    }

    /** A login at the SAML application: its roles are those of the rules, and a refused user never reaches it. */
    String saml(String user, String address) {
        Browser fresh = Browser.at(hands.world.realm().node(), address);
        Http.Answer page = hands.world.saml().open(fresh);
        if (!BrowserSteps.isLogin(page)) {
            return browser.noPage(page, address);
        }
        Http.Answer answer = fresh.submit(page, Map.of("username", user, "password", user));
        boolean enters = hands.model.enters(user, List.of(address));
        if (SamlApp.response(answer).isEmpty()) {
            return enters ? "no response though allowed: " + answer.status() + answer.body() : "";
        }
        TreeSet<String> roles =
                new TreeSet<>(SamlApp.roles(SamlApp.response(answer).orElseThrow()));
        return hands.compareRoles(
                roles, new Model.Token(user, List.of(address), hands.model.ofLogin(user, List.of(address))));
    }

    private static Http.Answer toProvider(Session session, App app) {
        return session.browser.open(app, Map.of("kc_idp_hint", "corp"));
    }
}
