package dev.securitypolicies.policy;

import dev.securitypolicies.ip.AddressSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The allowlists of roles (R2).
 *
 * @param byRole an allowlist per key: the name of a realm role, or `client-id.role`
 * @param unreadable the text of the attribute when it cannot be read at all: then every role has a list that contains no
 *     address (R11)
 */
public record RoleAllowlists(Map<String, Allowlist> byRole, Optional<String> unreadable) {

    private static final Optional<Allowlist> NOWHERE = Optional.of(new Allowlist(List.of(), AddressSet.NONE));

    /** No role has a list of its own. */
    public static final RoleAllowlists NONE = new RoleAllowlists(Map.of(), Optional.empty());

    /** Keeps a copy of the lists. */
    public RoleAllowlists {
        byRole = Map.copyOf(byRole);
    }

    static RoleAllowlists unreadable(String text) {
        return new RoleAllowlists(Map.of(), Optional.of(text));
    }

    /** Whether no role is restricted. */
    public boolean isEmpty() {
        return byRole.isEmpty() && unreadable.isEmpty();
    }

    /** The own allowlist of a role; empty if it has none. */
    public Optional<Allowlist> of(String roleKey) {
        if (unreadable.isPresent()) {
            return NOWHERE;
        }
        return Optional.ofNullable(byRole.get(roleKey));
    }
}
