package dev.securitypolicies.keycloak.engine;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.keycloak.Config;

/**
 * R13: whoever can start the server can always get back in. The server options name realms whose policies this node does not
 * enforce until a given time; nothing inside a realm can switch it on.
 *
 * @param realms the names of the realms
 * @param until when it ends
 * @param clock the server's clock
 */
record BreakGlass(Set<String> realms, Instant until, Clock clock) {

    private static final Logger LOG = Logger.getLogger("dev.securitypolicies.policy");
    private static final String REALMS = "break-glass-realms";
    private static final String UNTIL = "break-glass-until";

    /** Reads the options; half of them, or an unreadable time, stops the server with a message that says so. */
    static BreakGlass read(Config.Scope scope, Clock clock) {
        Optional<String> realms = option(scope, REALMS);
        Optional<String> until = option(scope, UNTIL);
        if (realms.isPresent() != until.isPresent()) {
            throw new IllegalArgumentException("options `" + REALMS + "` and `" + UNTIL
                    + "` of `security-policy`: only one is set; set both, or none");
        }
        if (realms.isEmpty()) {
            return off(clock);
        }
        Set<String> names =
                List.of(realms.get().split(",", -1)).stream().map(String::strip).collect(Collectors.toSet());
        BreakGlass glass = new BreakGlass(names, instant(until.orElseThrow()), clock);
        LOG.warnf("break-glass: the policies of %s are not enforced on this node until %s", names, glass.until);
        return glass;
    }

    static BreakGlass off(Clock clock) {
        return new BreakGlass(Set.of(), Instant.MIN, clock);
    }

    /** Whether the realm's policy is not enforced now. */
    boolean isBroken(String realm) {
        return realms.contains(realm) && clock.instant().isBefore(until);
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "option `" + UNTIL + "` of `security-policy`: `" + text
                            + "` is not a time; write one such as 2026-01-31T23:00:00Z",
                    e);
        }
    }

    private static Optional<String> option(Config.Scope scope, String name) {
        return Optional.ofNullable(scope.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }
}
