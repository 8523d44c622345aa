package dev.securitypolicies.decision;

/**
 * Why something was refused or withheld. The codes are stable: applications, records and the documentation
 * (`docs/reasons/`) name them.
 */
public enum Reason {
    /** The address is not in the subscriber's allowlist, and the user holds no role of their own (R1). */
    SUBSCRIBER("ip-subscriber"),
    /** No list of the realm allows the address for anybody (R1, R2), so that nobody is asked who they are. */
    NOBODY("ip-nobody"),
    /** Each of the user's roles is withheld (R3). */
    ALL_ROLES_WITHHELD("ip-all-roles-withheld"),
    /** Some of the user's roles are withheld (R2). Not a refusal. */
    ROLES_WITHHELD("ip-roles-withheld"),
    /** The attribute with the roles' lists cannot be read, so every role is withheld (R11). */
    ROLES_UNREADABLE("ip-roles-unreadable"),
    /** The address is not in the user's IP groups (R4). */
    USER("ip-user"),
    /** The user must carry an IP group and carries none (R5). */
    USER_GROUP_MISSING("ip-user-group-missing"),
    /** The address is not in the admin panel's allowlist of the administered realm or of the caller's own (R7). */
    ADMIN_PANEL("admin-panel"),
    /** One of the caller's admin roles is withheld (R7, R2). */
    ADMIN_ROLE_WITHHELD("admin-role-withheld"),
    /** The client's address cannot be known, and an unknown address is in no list (R11). */
    ADDRESS_UNKNOWN("ip-address-unknown");

    private final String code;

    Reason(String code) {
        this.code = code;
    }

    /** The stable code. */
    public String code() {
        return code;
    }
}
