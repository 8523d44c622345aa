package dev.securitypolicies.walk;

import dev.securitypolicies.server.App;
import dev.securitypolicies.server.App.Tokens;
import dev.securitypolicies.server.Browser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a walk has in its hands: the browsers that are logged in and all tokens it ever got, with what the model says of them. */
final class Hands {

    final World world;
    final Model model = new Model();
    final Map<String, Session> browsers = new HashMap<>();
    final List<Held> held = new ArrayList<>();

    /** How often what came back was held against the model. */
    int compared;

    Hands(World world) {
        this.world = world;
    }

    /** A browser, and from where it was last seen. */
    static final class Session {
        final Browser browser;
        String address;
        boolean alive;

        Session(Browser browser, String address) {
            this.browser = browser;
            this.address = address;
        }
    }

    /**
     * Tokens that an application holds.
     *
     * @param session the browser session they belong to; none for a direct grant and for offline tokens
     * @param ceiling the token that they were made from, with what it may still become; empty for those of a login
     */
    record Held(
            App app,
            Tokens tokens,
            Model.Token access,
            @Nullable Session session,
            Optional<Model.Token> ceiling) {

        /** Whose address counts when the application asks: its own if it is public, the user's if they were ever seen. */
        String counts(String address) {
            return app.secret() == null || session == null ? address : session.address;
        }
    }

    /** Holds what came back against the model, and keeps it. */
    String compare(
            Tokens tokens, Model.Token expected, App app, @Nullable Session session, Optional<Model.Token> ceiling) {
        compared++;
        if (tokens.status() != 200) {
            boolean allowed = model.enters(expected.user(), expected.addresses());
            return isOurs(tokens.answer().body())
                            && allowed
                            && !(ceiling.isPresent() && expected.roles().isEmpty())
                    ? "refused though " + expected + ": " + tokens.answer().body()
                    : "";
        }
        Set<String> roles = roles(tokens);
        held.add(
                new Held(app, tokens, new Model.Token(expected.user(), expected.addresses(), roles), session, ceiling));
        return roles.equals(expected.roles())
                ? ""
                : "carries " + roles + " and not " + expected + ": " + tokens.claims("access_token");
    }

    /** Holds the roles that something shows against the model; what shows them is not kept. */
    String compareRoles(Set<String> shown, Model.Token expected) {
        compared++;
        Set<String> roles = counting(shown);
        return roles.equals(expected.roles()) ? "" : "carries " + roles + " and not " + expected;
    }

    /** What a login from these addresses must give. */
    String compareLogin(Tokens tokens, String user, App app, @Nullable Session session, List<String> addresses) {
        Model.Token expected = new Model.Token(user, addresses, model.ofLogin(user, addresses));
        return compare(tokens, expected, app, session, Optional.empty());
    }

    /** Whether it is the pack that refuses: its answers carry a reason code. */
    static boolean isOurs(String answer) {
        return answer.contains("ip-");
    }

    /** The roles that count in the sample; those that Keycloak gives to everybody are left out. */
    static Set<String> roles(Tokens tokens) {
        return counting(tokens.roles());
    }

    static Set<String> counting(Set<String> names) {
        Set<String> counting = new TreeSet<>(names);
        counting.removeIf(name -> World.ROLES.stream().noneMatch(name::startsWith));
        return counting;
    }
}
