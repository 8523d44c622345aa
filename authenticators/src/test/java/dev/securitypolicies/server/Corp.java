package dev.securitypolicies.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** A company's own realm, which another realm uses as its identity provider `corp`. */
public final class Corp {

    private static final String ALIAS = "corp";

    private final Realm home;
    private final Realm realm;
    private final KeycloakNode node;

    private Corp(KeycloakNode node, Realm home, Realm realm) {
        this.node = node;
        this.home = home;
        this.realm = realm;
    }

    /** Creates the company's realm, without a policy, and makes it a provider of the other one. */
    public static Corp of(KeycloakNode node, Realm realm, String syncMode) {
        Realm home = Realm.sample(node, realm.name() + "-corp");
        home.policy();
        String redirect = node.url() + "/realms/" + realm.name() + "/*";
        home.client(
                "brokering",
                Map.of("publicClient", false, "secret", "broker-secret", "redirectUris", List.of(redirect)));
        String issuer = node.url() + "/realms/" + home.name();
        String oidc = issuer + "/protocol/openid-connect/";
        Map<String, String> config = Map.of(
                "clientId",
                "brokering",
                "clientSecret",
                "broker-secret",
                "clientAuthMethod",
                "client_secret_post",
                "authorizationUrl",
                oidc + "auth",
                "tokenUrl",
                oidc + "token",
                "jwksUrl",
                oidc + "certs",
                "useJwksUrl",
                "true",
                "validateSignature",
                "true",
                "issuer",
                issuer,
                "syncMode",
                syncMode);
        Map<String, Object> provider =
                Map.of("alias", ALIAS, "providerId", "oidc", "enabled", true, "trustEmail", true, "config", config);
        Admin.expect(201, realm.admin().call("POST", realm.path("/identity-provider/instances"), provider));
        return new Corp(node, home, realm);
    }

    /** The company's own realm. */
    public Realm home() {
        return home;
    }

    /** Sets what the provider is configured with, beside what is set. */
    public void configure(Map<String, String> config) {
        String path = realm.path("/identity-provider/instances/" + ALIAS);
        ObjectNode provider = (ObjectNode) realm.admin().get(path);
        config.forEach(((ObjectNode) provider.path("config"))::put);
        Admin.expect(204, realm.admin().call("PUT", path, provider));
    }

    /** Links a user with the company's user of the same name. */
    public void link(String user) {
        String id = home.admin().userId(home.name(), user);
        Http.Answer linked = realm.admin().call("POST", linkOf(user), Map.of("userId", id, "userName", user));
        Admin.expect(204, linked);
    }

    public void unlink(String user) {
        Admin.expect(204, realm.admin().call("DELETE", linkOf(user), ""));
    }

    public boolean isLinked(String user) {
        String links = linkOf(user).substring(0, linkOf(user).lastIndexOf('/'));
        return !realm.admin().get(links).isEmpty();
    }

    private String linkOf(String user) {
        return realm.path("/users/" + realm.admin().userId(realm.name(), user) + "/federated-identity/" + ALIAS);
    }

    /** A login through the provider, with a password that is the name. */
    public Http.Answer login(String user, String address) {
        Browser browser = Browser.at(node, address);
        Http.Answer login = browser.open(realm.publicApp(), Map.of("kc_idp_hint", ALIAS));
        return browser.submit(login, Map.of("username", user, "password", user));
    }

    /** Lets a mapper of the provider write a user attribute at each login while something is done. */
    public void whileMapperWrites(String attribute, String value, Runnable doing) {
        String mappers = realm.path("/identity-provider/instances/" + ALIAS + "/mappers");
        Map<String, Object> mapper = Map.of(
                "name",
                "writes " + attribute,
                "identityProviderAlias",
                ALIAS,
                "identityProviderMapper",
                "hardcoded-attribute-idp-mapper",
                "config",
                Map.of("attribute", attribute, "attribute.value", value, "syncMode", "FORCE"));
        Http.Answer created = Admin.expect(201, realm.admin().call("POST", mappers, mapper));
        String path = mappers + created.location().substring(created.location().lastIndexOf('/'));
        try {
            doing.run();
        } finally {
            Admin.expect(204, realm.admin().call("DELETE", path, ""));
        }
    }
}
