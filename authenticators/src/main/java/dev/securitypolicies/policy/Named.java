package dev.securitypolicies.policy;

/** What a name in a setting is the name of. */
public enum Named {
    /** An IP group, defined by the setting itself. */
    IP_GROUP,
    /** A realm role, or a client role as `client-id.role`. */
    ROLE,
    /** A realm role. */
    REALM_ROLE,
    /** An identity provider by its alias, or a user federation by its name. */
    PROVIDER
}
