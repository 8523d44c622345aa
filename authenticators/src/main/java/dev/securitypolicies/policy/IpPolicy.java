package dev.securitypolicies.policy;

import java.util.Map;
import java.util.Optional;

/**
 * Who may come from where.
 *
 * @param groups the IP groups of the realm by name
 * @param subscriber the allowlist of the realm (R1); empty: any address
 * @param roles the allowlists of roles (R2)
 * @param adminPanel from where the realm may be administered (R7); empty: from anywhere
 * @param interfaceUsers whether interface users must carry an IP group (R5)
 */
public record IpPolicy(
        Map<String, Allowlist> groups,
        Optional<Allowlist> subscriber,
        RoleAllowlists roles,
        Optional<Allowlist> adminPanel,
        InterfaceUsers interfaceUsers) {

    /** The built-in group that satisfies R5 without restricting. */
    public static final String NO_RESTRICTIONS = "No IP Restrictions";

    /** No restriction at all. */
    public static final IpPolicy NONE =
            new IpPolicy(Map.of(), Optional.empty(), RoleAllowlists.NONE, Optional.empty(), InterfaceUsers.REQUIRED);

    /** Whether interface users must carry an IP group. */
    public enum InterfaceUsers {
        REQUIRED,
        OPTIONAL
    }

    /** Keeps a copy of the groups. */
    public IpPolicy {
        groups = Map.copyOf(groups);
    }

    static IpPolicy read(ScalarReader scalars, ListReader lists) {
        return new IpPolicy(
                lists.groups(),
                lists.allowlist(Setting.IP_SUBSCRIBER),
                lists.byRole(Setting.IP_ROLES),
                lists.allowlist(Setting.IP_ADMIN_PANEL),
                scalars.choice(Setting.IP_INTERFACE_USERS));
    }

    /** Whether the realm restricts the addresses of logins at all. */
    public boolean restrictsLogins() {
        return subscriber.isPresent() || !roles.isEmpty();
    }
}
