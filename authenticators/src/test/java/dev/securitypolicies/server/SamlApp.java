package dev.securitypolicies.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/**
 * An application that speaks SAML and is told the roles of who logs in. Logins begin at the server, without a request.
 *
 * @param realm the realm it belongs to
 * @param id its client id, which is the last part of the address of its logins as well
 */
public record SamlApp(Realm realm, String id) {

    /** Registers the application, with mappers beside the one for its roles. */
    public static SamlApp of(Realm realm, String id, Map<?, ?>... mappers) {
        List<Map<?, ?>> all = new ArrayList<>(List.of(mappers));
        all.add(mapper(
                "roles",
                "saml-role-list-mapper",
                Map.of("attribute.name", "Role", "attribute.nameformat", "Basic", "single", "true")));
        Map<String, Object> client = Map.of(
                "clientId",
                id,
                "protocol",
                "saml",
                "redirectUris",
                List.of("http://app.example/*"),
                "fullScopeAllowed",
                true,
                "attributes",
                Map.of(
                        "saml_idp_initiated_sso_url_name", id,
                        "saml_assertion_consumer_url_post", "http://app.example/saml",
                        "saml.force.post.binding", "true",
                        "saml.server.signature", "false",
                        "saml.assertion.signature", "false",
                        "saml.client.signature", "false"),
                "protocolMappers",
                all);
        Admin.expect(201, realm.admin().call("POST", realm.path("/clients"), client));
        return new SamlApp(realm, id);
    }

    public static Map<String, Object> mapper(String name, String type, Map<String, String> config) {
        return Map.of("name", name, "protocol", "saml", "protocolMapper", type, "config", config);
    }

    /** Sets attributes of the client. */
    public void change(Map<String, String> attributes) {
        String path = realm.path("/clients/" + realm.clientUuid(id));
        ObjectNode client = (ObjectNode) realm.admin().get(path);
        attributes.forEach(((ObjectNode) client.path("attributes"))::put);
        Admin.expect(204, realm.admin().call("PUT", path, client));
    }

    /** Where a login begins: the login page, or the answer to somebody who is logged in. */
    public Http.Answer open(Browser browser) {
        return browser.follow(
                browser.http().get(realm.node().url() + "/realms/" + realm.name() + "/protocol/saml/clients/" + id));
    }

    /** The response in a page that a browser would post to the application; empty if the page is another one. */
    public static Optional<Element> response(Http.Answer page) {
        return Optional.ofNullable(page.html().selectFirst("input[name=SAMLResponse]"))
                .map(field -> parse(Base64.getDecoder().decode(field.attr("value"))));
    }

    /** An assertion that came as the token of an exchange. */
    public static Element assertion(App.Tokens exchanged) {
        return parse(Base64.getUrlDecoder().decode(exchanged.text("access_token")));
    }

    private static Element parse(byte[] xml) {
        return parse(new String(xml, StandardCharsets.UTF_8));
    }

    public static Element parse(String xml) {
        return Jsoup.parse(xml, "", Parser.xmlParser());
    }

    /** The roles in a response or assertion, sorted. */
    public static List<String> roles(Element document) {
        return document.select("saml|Attribute[Name=Role] saml|AttributeValue").eachText().stream()
                .distinct()
                .sorted()
                .toList();
    }
}
