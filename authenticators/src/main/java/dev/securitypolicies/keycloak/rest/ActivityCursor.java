package dev.securitypolicies.keycloak.rest;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a look at the activity has ended, as its `next` says.
 *
 * @param time of the entry to go on with, in milliseconds since the epoch
 * @param skip how many entries of that very time were given before
 */
record ActivityCursor(long time, int skip) {

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,18})\\.([0-9]{1,9})");

    static Optional<ActivityCursor> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(new ActivityCursor(Long.parseLong(parts.group(1)), Integer.parseInt(parts.group(2))))
                : Optional.empty();
    }

    String text() {
        return time + "." + skip;
    }
}
