package dev.securitypolicies.cost;

import dev.securitypolicies.server.App;
import dev.securitypolicies.server.Browser;
import dev.securitypolicies.server.Http;
import dev.securitypolicies.server.Realm;
import java.util.Map;
import java.util.function.IntSupplier;

/** What is measured: one request, or the few that belong together, of one user who comes from where everything is allowed. */
enum Operation {
    REFRESH(1_000) {
        @Override
        IntSupplier of(Realm realm, String user) {
            App.Tokens tokens = realm.publicApp().password(user, Load.ADDRESS);
            return () -> realm.publicApp().refresh(tokens, Load.ADDRESS).status();
        }
    },
    CLIENT_CREDENTIALS(1_600) {
        @Override
        IntSupplier of(Realm realm, String user) {
            App backend = backend(realm);
            return () -> backend.token(Load.ADDRESS, Map.of("grant_type", "client_credentials"))
                    .status();
        }
    },
    /** A login page that finds a session, up to the code. */
    SSO(2_000) {
        @Override
        IntSupplier of(Realm realm, String user) {
            Browser browser = Browser.at(realm.node(), Load.ADDRESS);
            browser.login(realm.publicApp(), user);
            return () -> browser.open(realm.publicApp()).location().contains("code=") ? 200 : 500;
        }
    },
    /** Login page, password, code: a new session each time. */
    PASSWORD_LOGIN(100) {
        @Override
        IntSupplier of(Realm realm, String user) {
            return () -> Browser.at(realm.node(), Load.ADDRESS)
                            .login(realm.publicApp(), user)
                            .location()
                            .contains("code=")
                    ? 200
                    : 500;
        }
    },
    USERINFO(4_000) {
        @Override
        IntSupplier of(Realm realm, String user) {
            App.Tokens tokens = realm.publicApp()
                    .token(
                            Load.ADDRESS,
                            Map.of("grant_type", "password", "username", user, "password", user, "scope", "openid"));
            return () -> realm.publicApp().userInfo(tokens, Load.ADDRESS).status();
        }
    },
    INTROSPECTION(4_000) {
        @Override
        IntSupplier of(Realm realm, String user) {
            App.Tokens tokens = realm.publicApp().password(user, Load.ADDRESS);
            App backend = backend(realm);
            Map<String, String> form = Map.of("token", tokens.text("access_token"));
            return () -> backend.call("token/introspect", Load.ADDRESS, form).status();
        }
    },
    /** An administrator reads a user. */
    ADMIN_GET(4_000) {
        @Override
        IntSupplier of(Realm realm, String user) {
            App.Tokens tokens = new App(realm.node(), realm.name(), "admin-cli", null).password("ada", Load.ADDRESS);
            Http http = new Http();
            http.headers("X-Forwarded-For", Load.ADDRESS, "Authorization", "Bearer " + tokens.text("access_token"));
            String url =
                    realm.node().url() + realm.path("/users/" + realm.admin().userId(realm.name(), user));
            return () -> http.get(url).status();
        }
    };

    private final int requests;

    Operation(int requests) {
        this.requests = requests;
    }

    /** How many make a turn, of about three seconds on the machine of docs/speed.md. */
    int requests() {
        return requests;
    }

    /** Prepares it for a user; each call of what comes back is one operation, and gives its status. */
    abstract IntSupplier of(Realm realm, String user);

    static App backend(Realm realm) {
        return new App(realm.node(), realm.name(), "backend", "backend");
    }
}
