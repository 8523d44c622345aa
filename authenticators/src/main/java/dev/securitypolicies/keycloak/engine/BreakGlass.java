package dev.securitypolicies.keycloak.engine;

import dev.securitypolicies.keycloak.compat.StoredSetUps;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;

/**
 * R13: whoever can start the server can always get back in. The server options name realms whose policies this node does not
 * enforce until a given time. The names are resolved to ids once, when the server has started, so that nothing inside a realm
 * can switch it on, not even another name.
 */
final class BreakGlass {

    private static final Logger LOG = Logger.getLogger("dev.securitypolicies.policy");
    private static final String REALMS = "break-glass-realms";
    private static final String UNTIL = "break-glass-until";

    private final Set<String> names;
    private final Instant until;
    private final Clock clock;
    private volatile Set<String> ids = Set.of();

    private BreakGlass(Set<String> names, Instant until, Clock clock) {
        this.names = names;
        this.until = until;
        this.clock = clock;
    }

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
        return new BreakGlass(names, instant(until.orElseThrow()), clock);
    }

    static BreakGlass off(Clock clock) {
        return new BreakGlass(Set.of(), Instant.MIN, clock);
    }

    /** Finds the realms that the options name, and says which ones there are if one does not exist. */
    void resolve(KeycloakSession session) {
        if (names.isEmpty()) {
            return;
        }
        Map<String, String> realms = new StoredSetUps(session).realms();
        ids = realms.entrySet().stream()
                .filter(realm -> names.contains(realm.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        LOG.warnf("break-glass: the policies of %s are not enforced on this node until %s", names, until);
        Set<String> existing = new TreeSet<>(realms.values());
        Set<String> unknown = new HashSet<>(names);
        unknown.removeAll(existing);
        if (!unknown.isEmpty()) {
            LOG.errorf(
                    "break-glass: %s are no realms and stay without effect, even if one is named so later; there are %s",
                    unknown, existing);
        }
    }

    /** Whether the policy of the realm with this id is not enforced now. */
    boolean isBroken(String realmId) {
        return ids.contains(realmId) && clock.instant().isBefore(until);
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
