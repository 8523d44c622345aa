package dev.securitypolicies.walk;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * R1, R2, R3, R4 and R15 as plainly as they can be said: lists are sets of addresses, and everything is gone through one by one. A
 * role is known by an id, since its name may change. It shares no line with what it is held against.
 */
final class Model {

    /** The lists of the realm; a role without an entry has none of its own. */
    Set<String> subscriber = Set.of();

    final Map<String, Set<String>> byRole = new HashMap<>();
    final Map<String, Set<String>> groups = new HashMap<>();

    /** What users have: roles, and the name of a group that restricts them. */
    final Map<String, Set<String>> granted = new HashMap<>();

    final Map<String, String> groupOf = new HashMap<>();

    /** What roles are called now. */
    final Map<String, String> names = new HashMap<>();

    /** What is known of one token: whose it is, where it comes from, and the names of the roles that it shows. */
    record Token(String user, List<String> addresses, Set<String> roles) {}

    /** The names of the roles that a user keeps at every one of these addresses. */
    Set<String> kept(String user, Iterable<String> addresses) {
        Set<String> kept = new TreeSet<>();
        for (String role : granted.getOrDefault(user, Set.of())) {
            boolean everywhere = true;
            for (String address : addresses) {
                everywhere &= byRole.getOrDefault(role, subscriber).contains(address);
            }
            if (everywhere) {
                kept.add(name(role));
            }
        }
        return kept;
    }

    /** Whether the user may have a token at all: a role is left (R3), and their own list has every address (R4). */
    boolean enters(String user, Iterable<String> addresses) {
        String group = groupOf.get(user);
        for (String address : addresses) {
            if (group != null && !groups.getOrDefault(group, Set.of()).contains(address)) {
                return false;
            }
            if (holdsNone(user) && !subscriber.contains(address)) {
                return false;
            }
        }
        return holdsNone(user) || !kept(user, addresses).isEmpty();
    }

    private boolean holdsNone(String user) {
        return granted.getOrDefault(user, Set.of()).isEmpty();
    }

    /** What the role is called now. */
    String name(String role) {
        return names.getOrDefault(role, role);
    }

    /** The roles of a login's token. */
    Set<String> ofLogin(String user, List<String> addresses) {
        return enters(user, addresses) ? kept(user, addresses) : Set.of();
    }

    /** The roles of something made from a token by a request from this address: no more than the token, at every address. */
    Set<String> madeFrom(Token token, List<String> addresses) {
        Set<String> roles = ofLogin(token.user, addresses);
        roles = new TreeSet<>(roles);
        roles.retainAll(token.roles);
        return roles;
    }

    /** Whether anybody at all may come from the address, as far as lists say. */
    boolean somebodyEnters(String address) {
        return subscriber.contains(address) || byRole.values().stream().anyMatch(list -> list.contains(address));
    }
}
