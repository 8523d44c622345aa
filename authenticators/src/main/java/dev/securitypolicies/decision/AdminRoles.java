package dev.securitypolicies.decision;

import java.util.Set;
import java.util.function.Predicate;

/**
 * Which roles administer a realm: those of its management client, and for users of the master realm also the realm roles by
 * which any realm is administered or created. There is no other definition of an admin role.
 *
 * @param fromMaster whether the holder belongs to the master realm
 * @param isManagementClient whether a client id is that of a management client
 */
public record AdminRoles(boolean fromMaster, Predicate<String> isManagementClient) {

    private static final Set<String> OF_MASTER = Set.of("admin", "create-realm");

    /** Whether the role administers. */
    public boolean contain(Role role) {
        return role.clientId()
                .map(isManagementClient::test)
                .orElseGet(() -> fromMaster && OF_MASTER.contains(role.name()));
    }
}
