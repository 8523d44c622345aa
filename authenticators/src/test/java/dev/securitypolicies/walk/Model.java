package dev.securitypolicies.walk;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * R1, R2, R3, R4 and R15 as plainly as they can be said: roles are names, lists are sets of addresses, and everything is gone
 * through one by one. It shares no line with what it is held against.
 */
final class Model {

    /** The lists of the realm; a role without an entry has none of its own. */
    Set<String> subscriber = Set.of();

    final Map<String, Set<String>> byRole = new HashMap<>();
    final Map<String, Set<String>> granted = new HashMap<>();
    final Map<String, Set<String>> userGroup = new HashMap<>();

    /** What is known of one token: whose it is, where it comes from, and which roles it shows. */
    record Token(String user, List<String> addresses, Set<String> roles) {}

    /** The roles that a user keeps at every one of these addresses. */
    Set<String> kept(String user, Iterable<String> addresses) {
        Set<String> kept = new TreeSet<>(granted.getOrDefault(user, Set.of()));
        for (String address : addresses) {
            kept.removeIf(role -> !byRole.getOrDefault(role, subscriber).contains(address));
        }
        return kept;
    }

    /** Whether the user may have a token at all: a role is left (R3), and their own list has every address (R4). */
    boolean enters(String user, Iterable<String> addresses) {
        Set<String> own = userGroup.get(user);
        for (String address : addresses) {
            if (own != null && !own.contains(address)) {
                return false;
            }
        }
        return !kept(user, addresses).isEmpty();
    }

    /** The roles of a login's token. */
    Set<String> ofLogin(String user, List<String> addresses) {
        return enters(user, addresses) ? kept(user, addresses) : Set.of();
    }

    /** The roles of something made from a token by a request from this address: no more than the token, at every address. */
    Set<String> madeFrom(Token token, List<String> addresses) {
        if (!enters(token.user, addresses)) {
            return Set.of();
        }
        Set<String> roles = kept(token.user, addresses);
        roles.retainAll(token.roles);
        return roles;
    }
}
