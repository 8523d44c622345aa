package dev.securitypolicies.decision;

import java.util.Map;
import java.util.Set;

/**
 * The roles of a user: what is granted directly (by mapping, group or default role) and what composite roles contain.
 *
 * @param granted the directly granted roles
 * @param parts the roles that a composite role directly contains; a role without an entry contains none
 */
public record RoleGraph(Set<Role> granted, Map<Role, Set<Role>> parts) {

    /** No role. */
    public static final RoleGraph EMPTY = new RoleGraph(Set.of(), Map.of());

    /** What the role directly contains. */
    public Set<Role> partsOf(Role role) {
        return parts.getOrDefault(role, Set.of());
    }
}
