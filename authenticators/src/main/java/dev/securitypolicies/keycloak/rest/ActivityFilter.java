package dev.securitypolicies.keycloak.rest;

import jakarta.ws.rs.core.Response.Status;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.UserModel;

/**
 * Which records are asked for.
 *
 * @param user a user name
 * @param userId the user of that name, if there is one
 * @param address a policy address
 * @param role a withheld role
 * @param reason a reason code
 * @param since from when, in milliseconds since the epoch
 * @param until until when, in milliseconds since the epoch
 * @param max how many at most
 */
record ActivityFilter(
        Optional<String> user,
        Optional<String> userId,
        Optional<String> address,
        Optional<String> role,
        Optional<String> reason,
        OptionalLong since,
        OptionalLong until,
        int max) {

    private static final int DEFAULT = 50;
    private static final int MOST = 200;

    static ActivityFilter of(
            AdminRequest request,
            @Nullable String user,
            @Nullable String address,
            @Nullable String role,
            @Nullable String reason,
            @Nullable String since,
            @Nullable String until,
            @Nullable String max) {
        Optional<String> name = text(user);
        return new ActivityFilter(
                name,
                name.map(text -> request.session().users().getUserByUsername(request.realm(), text))
                        .map(UserModel::getId),
                text(address),
                text(role),
                text(reason),
                time("since", since),
                time("until", until),
                number(max));
    }

    private static Optional<String> text(@Nullable String value) {
        return Optional.ofNullable(value).map(String::strip).filter(found -> !found.isEmpty());
    }

    private static OptionalLong time(String name, @Nullable String value) {
        Optional<String> text = text(value);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Instant.parse(text.get()).toEpochMilli());
        } catch (DateTimeParseException | ArithmeticException e) {
            throw JsonResponses.refuse(
                    Status.BAD_REQUEST,
                    "bad-parameter",
                    "`" + name + "` is no time; write one such as 2026-01-31T23:00:00Z");
        }
    }

    private static int number(@Nullable String value) {
        Optional<String> text = text(value);
        if (text.isEmpty()) {
            return DEFAULT;
        }
        if (!text.get().matches("[0-9]{1,3}")
                || Integer.parseInt(text.get()) < 1
                || Integer.parseInt(text.get()) > MOST) {
            throw JsonResponses.refuse(
                    Status.BAD_REQUEST, "bad-parameter", "`max` is a whole number from 1 to " + MOST);
        }
        return Integer.parseInt(text.get());
    }

    /** Whether a change of the policy can be meant: it is about no user, no role and no reason. */
    boolean admitsChanges() {
        return user.isEmpty() && role.isEmpty() && reason.map("change"::equals).orElse(true);
    }
}
