package dev.securitypolicies.decision;

import java.util.Optional;
import java.util.Set;

/**
 * R15: where a token, and every token it was made from, was issued for. Nothing made from a token carries more than that token.
 *
 * @param addresses the addresses of the token and of all tokens before it; empty if nobody knows, and then the roles are all
 *     there is to go by
 * @param roles the keys of the roles beyond which nothing made from the token goes; empty if the token bounds none
 */
public record Provenance(Optional<PolicyAddress> addresses, Optional<Set<String>> roles) {

    /** More addresses than any honest chain of exchanges has; beyond, they count as unknown. */
    private static final int MOST_ADDRESSES = 16;

    /** Keeps a copy of the roles. Addresses that nobody knows need roles to go by. */
    public Provenance {
        roles = roles.map(Set::copyOf);
        if (addresses.isEmpty() && roles.isEmpty()) {
            roles = Optional.of(Set.of());
        }
    }

    /** A token whose addresses are known, and that shows these roles; empty if it shows none at all, as a lightweight one. */
    public static Provenance known(PolicyAddress addresses, Optional<Set<String>> roles) {
        return addresses.addresses().size() > MOST_ADDRESSES
                ? unknown(roles.orElse(Set.of()))
                : new Provenance(Optional.of(addresses), roles);
    }

    /** A token of which nobody knows where it comes from. */
    public static Provenance unknown(Set<String> roles) {
        return new Provenance(Optional.empty(), Optional.of(roles));
    }

    /** The address to decide for when something is made from the token: that of the request, and all before it. */
    public PolicyAddress with(PolicyAddress request) {
        return addresses.map(before -> before.and(request)).orElse(request);
    }

    /** Whether something made from the token may carry the role, as far as the token itself goes. */
    public boolean admits(String roleKey) {
        return roles.map(keys -> keys.contains(roleKey)).orElse(true);
    }

    /** The provenance of something that is made from the token by a request from this address. */
    public Provenance then(PolicyAddress request) {
        return addresses.map(before -> known(before.and(request), roles)).orElse(this);
    }
}
