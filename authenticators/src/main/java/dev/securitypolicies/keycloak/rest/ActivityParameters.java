package dev.securitypolicies.keycloak.rest;

import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalLong;

/** The query parameters of a look at the activity. What cannot be read is a 400 that says what to write. */
final class ActivityParameters {

    private static final int DEFAULT = 50;
    private static final int MOST = 200;

    private final MultivaluedMap<String, String> query;

    ActivityParameters(MultivaluedMap<String, String> query) {
        this.query = query;
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(query.getFirst(name)).map(String::strip).filter(found -> !found.isEmpty());
    }

    OptionalLong time(String name) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Instant.parse(text.get()).toEpochMilli());
        } catch (DateTimeParseException | ArithmeticException e) {
            throw JsonResponses.badParameter("`" + name + "` is no time; write one such as 2026-01-31T23:00:00Z");
        }
    }

    /** How many entries at most. */
    int max() {
        Optional<String> text = text("max");
        if (text.isEmpty()) {
            return DEFAULT;
        }
        if (!text.get().matches("[0-9]{1,3}")
                || Integer.parseInt(text.get()) < 1
                || Integer.parseInt(text.get()) > MOST) {
            throw JsonResponses.badParameter("`max` is a whole number from 1 to " + MOST);
        }
        return Integer.parseInt(text.get());
    }

    /** Where an earlier answer has ended; empty to begin with the newest. */
    Optional<ActivityCursor> before() {
        return text("before")
                .map(text -> ActivityCursor.parse(text)
                        .orElseThrow(() -> JsonResponses.badParameter(
                                "`before` is not the `next` of an answer; begin without it")));
    }
}
