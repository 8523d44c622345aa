package dev.securitypolicies.walk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.securitypolicies.server.App;
import dev.securitypolicies.server.App.Tokens;
import dev.securitypolicies.server.Browser;
import dev.securitypolicies.server.Http;
import dev.securitypolicies.server.Realm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One walk: what is done, in which order, and what the model says of it. */
final class Walk {

    static final List<String> USERS = List.of("alice", "bill", "chris");
    static final List<String> ADDRESSES =
            List.of("10.15.1.11", "10.15.1.55", "67.25.19.198", "10.15.1.12", "192.0.2.80", "2001:db8::5");
    private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final String TOKEN = "urn:ietf:params:oauth:token-type:";
    private static final List<String> ROLES = List.of("Administrator", "Mobile", "Participant");

    private final World world;
    private final Model model = new Model();
    private final Map<Integer, Session> browsers = new HashMap<>();
    private final List<Held> held = new ArrayList<>();

    private Walk(World world) {
        this.world = world;
        USERS.forEach(user -> model.granted.put(user, Set.copyOf(ROLES)));
    }

    /** The realm, and the applications: a public one and two confidential ones that may exchange. */
    record World(Realm realm, List<App> apps) {}

    /** What may be done. */
    enum Kind {
        LOGIN,
        SSO,
        PASSWORD,
        REFRESH,
        EXCHANGE,
        EXCHANGE_FOR_REFRESH,
        EXCHANGE_WITH_NOISE,
        USERINFO,
        INTROSPECT,
        POLICY
    }

    /** A step, by numbers that are taken modulo whatever there is. */
    record Step(Kind kind, int user, int app, int address, int which) {
        @Override
        public String toString() {
            return kind + " " + USERS.get(user % USERS.size()) + " app" + app + " "
                    + ADDRESSES.get(address % ADDRESSES.size()) + " #" + which;
        }
    }

    /** A browser that is logged in, and from where it was last seen. */
    private static final class Session {
        final Browser browser;
        String address;
        boolean alive;

        Session(Browser browser, String address) {
            this.browser = browser;
            this.address = address;
        }
    }

    /** Tokens that an application holds. */
    private record Held(
            App app,
            Tokens tokens,
            Model.Token access,
            @Nullable Session session,
            Optional<Model.Token> ceiling) {}

    static List<Step> random(long seed, int count) {
        Random random = new Random(seed);
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            steps.add(new Step(
                    Kind.values()[random.nextInt(Kind.values().length)],
                    random.nextInt(3),
                    random.nextInt(3),
                    random.nextInt(6),
                    random.nextInt(1_000)));
        }
        return steps;
    }

    /** What is wrong after which step; empty if nothing is. */
    static String walk(World world, List<Step> steps) {
        Walk walk = new Walk(world);
        walk.policy(0);
        for (Step step : steps) {
            String wrong = walk.take(step);
            if (!wrong.isEmpty()) {
                return step + ": " + wrong;
            }
        }
        return "";
    }

    /** Leaves out whatever is not needed for the failure. */
    static List<Step> shorten(World world, List<Step> failing) {
        List<Step> steps = new ArrayList<>(failing);
        for (int size = steps.size() / 2; size >= 1; size /= 2) {
            for (int from = 0; from + size <= steps.size(); ) {
                List<Step> without = new ArrayList<>(steps.subList(0, from));
                without.addAll(steps.subList(from + size, steps.size()));
                if (walk(world, without).isEmpty()) {
                    from += size;
                } else {
                    steps = without;
                }
            }
        }
        return steps;
    }

    private String take(Step step) {
        String user = USERS.get(step.user % USERS.size());
        String address = ADDRESSES.get(step.address % ADDRESSES.size());
        App app = world.apps.get(step.app % world.apps.size());
        Optional<Held> chosen = held.isEmpty() ? Optional.empty() : Optional.of(held.get(step.which % held.size()));
        return switch (step.kind) {
            case LOGIN -> login(step.which % 4, user, app, address);
            case SSO -> sso(step.which % 4, user, app, address);
            case PASSWORD -> password(user, app, address);
            case REFRESH -> chosen.map(found -> refresh(found, address)).orElse("");
            case EXCHANGE ->
                chosen.map(found -> exchange(found, app, address, "access_token", Map.of()))
                        .orElse("");
            case EXCHANGE_FOR_REFRESH ->
                chosen.map(found -> exchange(found, app, address, "refresh_token", Map.of()))
                        .orElse("");
            case EXCHANGE_WITH_NOISE ->
                chosen.map(found -> exchange(found, app, address, "access_token", noise()))
                        .orElse("");
            case USERINFO -> chosen.map(found -> userInfo(found, address)).orElse("");
            case INTROSPECT -> chosen.map(found -> introspect(found, address)).orElse("");
            case POLICY -> policy(step.which);
        };
    }

    /** Fields that name another token, which is none of this request's business. */
    private Map<String, String> noise() {
        String other = held.get(0).tokens.text("access_token");
        return Map.of("token", other, "access_token", other, "claim_token", other);
    }

    /** Changes the policy on both sides; tokens that exist keep what they show. */
    private String policy(int which) {
        Random random = new Random(which);
        model.subscriber = some(random);
        model.byRole.clear();
        ROLES.forEach(role -> {
            if (random.nextInt(3) > 0) {
                model.byRole.put(role, some(random));
            }
        });
        String roles = model.byRole.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\":" + json(entry.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
        world.realm.policy("ip.subscriber", String.join(",", model.subscriber), "ip.roles", roles);
        return "";
    }

    private static Set<String> some(Random random) {
        Set<String> some = new LinkedHashSet<>();
        some.add(ADDRESSES.get(random.nextInt(ADDRESSES.size())));
        ADDRESSES.forEach(address -> {
            if (random.nextBoolean()) {
                some.add(address);
            }
        });
        return some;
    }

    private static String json(Set<String> texts) {
        return texts.stream().collect(Collectors.joining("\",\"", "[\"", "\"]"));
    }

    private String login(int slot, String user, App app, String address) {
        Session session = new Session(Browser.at(app.node(), address), address);
        browsers.put(slot * 10 + USERS.indexOf(user), session);
        Http.Answer page = session.browser.open(app);
        if (page.html().selectFirst("form#kc-form-login") == null) {
            return page.status() == 403 && !anybodyEnters(address) ? "" : "no login page: " + page.status();
        }
        Http.Answer answer = session.browser.submit(page, Map.of("username", user, "password", user));
        session.alive = answer.status() == 302;
        return code(answer, user, app, session, address);
    }

    private boolean anybodyEnters(String address) {
        return model.subscriber.contains(address)
                || model.byRole.values().stream().anyMatch(list -> list.contains(address));
    }

    private String sso(int slot, String user, App app, String address) {
        Session session = browsers.get(slot * 10 + USERS.indexOf(user));
        if (session == null || !session.alive) {
            return "";
        }
        Http.Answer answer = session.browser.moveTo(address).open(app);
        if (answer.status() == 302) {
            session.address = address;
        }
        return code(answer, user, app, session, address);
    }

    private String code(Http.Answer answer, String user, App app, Session session, String address) {
        boolean enters = model.enters(user, List.of(address));
        if (answer.status() != 302) {
            return enters ? "refused though allowed: " + answer.status() : "";
        }
        if (!enters) {
            return "let in though refused";
        }
        return compare(
                app.code(answer, address),
                new Model.Token(user, List.of(address), model.ofLogin(user, List.of(address))),
                app,
                session,
                Optional.empty());
    }

    private String password(String user, App app, String address) {
        Tokens tokens = app.password(user, address);
        Session nobody = null;
        return compare(
                tokens,
                new Model.Token(user, List.of(address), model.ofLogin(user, List.of(address))),
                app,
                nobody,
                Optional.empty());
    }

    /** A public client's own address counts; a confidential one's user, if they were ever seen in a browser. */
    private String refresh(Held found, String address) {
        if (!found.tokens.answer().json().has("refresh_token")) {
            return "";
        }
        String counts = counts(found, address);
        List<String> addresses = new ArrayList<>();
        found.ceiling.ifPresent(ceiling -> addresses.addAll(ceiling.addresses()));
        addresses.add(counts);
        Set<String> roles = found.ceiling
                .map(ceiling -> model.madeFrom(ceiling, addresses))
                .orElseGet(() -> model.ofLogin(found.access.user(), addresses));
        Model.Token expected = new Model.Token(found.access.user(), addresses, roles);
        return compare(found.app.refresh(found.tokens, address), expected, found.app, found.session, found.ceiling);
    }

    private static String counts(Held found, String address) {
        boolean isPublic = found.app.secret() == null;
        return isPublic || found.session == null ? address : found.session.address;
    }

    private String exchange(Held subject, App by, String address, String type, Map<String, String> noise) {
        if (by.secret() == null) {
            return "";
        }
        Map<String, String> form = new HashMap<>(noise);
        form.put("grant_type", EXCHANGE);
        form.put("subject_token", subject.tokens.text("access_token"));
        form.put("subject_token_type", TOKEN + "access_token");
        form.put("requested_token_type", TOKEN + type);
        Tokens tokens = by.token(address, form);
        List<String> addresses = new ArrayList<>(subject.access.addresses());
        addresses.add(subject.session == null ? address : subject.session.address);
        Set<String> roles = model.madeFrom(subject.access, addresses);
        Model.Token expected = new Model.Token(subject.access.user(), addresses, roles);
        boolean refused = tokens.status() != 200;
        if (refused && !tokens.answer().body().contains("ip-")) {
            return ""; // Keycloak itself did not want to: a session that has ended, no refresh token for this one
        }
        // what the presented token shows is the ceiling; today's policy below it may change again
        Model.Token ceiling = new Model.Token(subject.access.user(), addresses, subject.access.roles());
        return compare(tokens, expected, by, subject.session, Optional.of(ceiling));
    }

    private String compare(
            Tokens tokens, Model.Token expected, App app, @Nullable Session session, Optional<Model.Token> ceiling) {
        if (tokens.status() != 200) {
            boolean ours = tokens.answer().body().contains("ip-");
            return ours && !expected.roles().isEmpty()
                    ? "refused though " + expected + ": " + tokens.answer().body()
                    : "";
        }
        Set<String> roles = WalkerIT.roles(tokens);
        held.add(
                new Held(app, tokens, new Model.Token(expected.user(), expected.addresses(), roles), session, ceiling));
        return roles.equals(expected.roles()) ? "" : "carries " + roles + " and not " + expected;
    }

    private String userInfo(Held found, String address) {
        Http.Answer answer = found.app.userInfo(found.tokens, address);
        return answer.status() == 200 ? shown(found, answer.json().path("my_roles")) : "";
    }

    private String introspect(Held found, String address) {
        App by = world.apps.get(1);
        Http.Answer answer = by.call("token/introspect", address, Map.of("token", found.tokens.text("access_token")));
        if (answer.json().has("security_policy")) {
            return "introspection shows where the token was issued for";
        }
        return answer.json().path("active").asBoolean()
                ? shown(found, answer.json().at("/realm_access/roles"))
                : "";
    }

    /** Today's policy at the addresses of the token; a user who may not come from there is shown without roles. */
    private String shown(Held found, JsonNode names) {
        Set<String> roles = new TreeSet<>();
        names.forEach(name -> roles.add(name.asText()));
        roles.retainAll(ROLES);
        Set<String> expected = model.ofLogin(found.access.user(), found.access.addresses());
        return roles.equals(expected) ? "" : "shows " + roles + " and not " + expected + " for " + found.access;
    }
}
