package dev.securitypolicies.walk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.securitypolicies.server.App;
import dev.securitypolicies.server.App.Tokens;
import dev.securitypolicies.server.Http;
import dev.securitypolicies.server.SamlApp;
import dev.securitypolicies.walk.Hands.Held;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What an application does with the tokens it holds, or with somebody's password. */
final class TokenSteps {

    private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final String UMA = "urn:ietf:params:oauth:grant-type:uma-ticket";
    private static final String TOKEN = "urn:ietf:params:oauth:token-type:";

    private final Hands hands;

    TokenSteps(Hands hands) {
        this.hands = hands;
    }

    String password(String user, App app, String address, String scope) {
        Map<String, String> form = Map.of("grant_type", "password", "username", user, "password", user, "scope", scope);
        return hands.compareLogin(app.token(address, form), user, app, null, List.of(address));
    }

    String refresh(Held found, String address) {
        if (!found.tokens().answer().json().has("refresh_token")) {
            return "";
        }
        List<String> addresses = new ArrayList<>();
        found.ceiling().ifPresent(ceiling -> addresses.addAll(ceiling.addresses()));
        addresses.add(found.counts(address));
        Set<String> roles = found.ceiling()
                .map(ceiling -> hands.model.madeFrom(ceiling, addresses))
                .orElseGet(() -> hands.model.ofLogin(found.access().user(), addresses));
        Model.Token expected = new Model.Token(found.access().user(), addresses, roles);
        Tokens tokens = found.app().refresh(found.tokens(), address);
        return hands.compare(tokens, expected, found.app(), found.session(), found.ceiling());
    }

    String exchange(Held subject, App by, String address, String type, Map<String, String> noise) {
        if (by.secret() == null) {
            return "";
        }
        return made(exchanged(subject, by, address, type, noise), subject, by, counts(subject, address));
    }

    /** In the older way, for an assertion: what it shows is no more than the token shows, and it is kept by nobody. */
    String exchangeToSaml(Held subject, String address) {
        Map<String, String> target = Map.of("audience", hands.world.saml().id());
        Tokens tokens = exchanged(subject, hands.world.legacy(), address, "saml2", target);
        Model.Token expected = expected(subject, counts(subject, address));
        return tokens.status() == 200
                ? hands.compareRoles(new TreeSet<>(SamlApp.roles(SamlApp.assertion(tokens))), expected)
                : refusal(tokens, expected);
    }

    private static Tokens exchanged(Held subject, App by, String address, String type, Map<String, String> more) {
        Map<String, String> form = new HashMap<>(more);
        form.put("grant_type", EXCHANGE);
        form.put("subject_token", subject.tokens().text("access_token"));
        form.put("subject_token_type", TOKEN + "access_token");
        form.put("requested_token_type", TOKEN + type);
        return by.token(address, form);
    }

    private static String counts(Held subject, String address) {
        return subject.session() == null ? address : subject.session().address;
    }

    /** Fields that name another token, which is none of an exchange's business. */
    Map<String, String> noise() {
        String other = hands.held.get(0).tokens().text("access_token");
        return Map.of("token", other, "access_token", other, "claim_token", other);
    }

    /** A permission that rests on a role: there if and only if the role may be used. */
    String permission(Held bearer, String address) {
        Http http = new Http();
        http.headers(
                "X-Forwarded-For",
                address,
                "Authorization",
                "Bearer " + bearer.tokens().text("access_token"));
        Http.Answer answer =
                http.post(hands.world.vault().endpoint("token"), Map.of("grant_type", UMA, "audience", "vault"));
        List<String> addresses = new ArrayList<>(bearer.access().addresses());
        addresses.add(address); // a bare bearer token proves no client, whomever it was issued for
        boolean permitted =
                hands.model.madeFrom(bearer.access(), addresses).contains(hands.model.name("Administrator"));
        if (answer.status() == 200) {
            return permitted
                    ? made(new Tokens(answer), bearer, bearer.app(), address)
                    : "permits what rests on a withheld role";
        }
        endedByKeycloak(answer, bearer);
        return permitted && answer.body().contains("not_authorized") ? "no permission though allowed" : "";
    }

    /**
     * Keycloak checks the token of a permission request twice, takes an exchanged one for stale at the second time, and ends the
     * user's session (keycloak/keycloak#51250). It does so without the pack as well, see {@code ExchangedPermission}.
     */
    private static void endedByKeycloak(Http.Answer answer, Held bearer) {
        if (bearer.session() != null
                && bearer.ceiling().isPresent()
                && answer.body().contains("Invalid identity")) {
            bearer.session().alive = false;
        }
    }

    /** What a presented token was turned into: no more than it, at all of its addresses and at the request's. */
    private String made(Tokens tokens, Held subject, App app, String counts) {
        if (tokens.status() != 200 && !Hands.isOurs(tokens.answer().body())) {
            return ""; // Keycloak itself did not want to: a session that has ended, no refresh token for this one
        }
        Model.Token expected = expected(subject, counts);
        // what the presented token shows is the ceiling; today's policy below it may change again
        Model.Token ceiling = new Model.Token(
                expected.user(), expected.addresses(), subject.access().roles());
        return hands.compare(tokens, expected, app, subject.session(), Optional.of(ceiling));
    }

    private Model.Token expected(Held subject, String counts) {
        List<String> addresses = new ArrayList<>(subject.access().addresses());
        addresses.add(counts);
        return new Model.Token(subject.access().user(), addresses, hands.model.madeFrom(subject.access(), addresses));
    }

    /** A refusal of the pack is right where no role is left; whatever else Keycloak refuses is its own affair. */
    private String refusal(Tokens tokens, Model.Token expected) {
        return Hands.isOurs(tokens.answer().body())
                        && hands.model.enters(expected.user(), expected.addresses())
                        && !expected.roles().isEmpty()
                ? "refused though " + expected + ": " + tokens.answer().body()
                : "";
    }

    String userInfo(Held found, String address) {
        Http.Answer answer = found.app().userInfo(found.tokens(), address);
        return answer.status() == 200 ? shown(found, answer.json().path("my_roles")) : "";
    }

    String introspect(Held found, String address) {
        App by = hands.world.apps().get(1);
        Map<String, String> form = Map.of("token", found.tokens().text("access_token"));
        Http.Answer answer = by.call("token/introspect", address, form);
        if (answer.json().has("security_policy")) {
            return "introspection shows where the token was issued for";
        }
        return answer.json().path("active").asBoolean()
                ? shown(found, answer.json().at("/realm_access/roles"))
                : "";
    }

    /** Today's policy at the addresses of the token; a user who may not come from there is shown without roles. */
    private String shown(Held found, JsonNode names) {
        hands.compared++;
        Set<String> roles = Hands.counting(App.names(names));
        Set<String> expected =
                hands.model.ofLogin(found.access().user(), found.access().addresses());
        return roles.equals(expected) ? "" : "shows " + roles + " and not " + expected + " for " + found.access();
    }
}
