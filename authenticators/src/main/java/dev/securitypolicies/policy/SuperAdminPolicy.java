package dev.securitypolicies.policy;

import java.util.Set;

/**
 * Who becomes super admin at the first login with a verified e-mail (R10).
 *
 * @param emails the listed e-mail addresses
 * @param role the realm role they get
 */
public record SuperAdminPolicy(Set<String> emails, String role) {

    static final String DEFAULT_ROLE = "super-admin";

    /** Nobody does. */
    public static final SuperAdminPolicy NONE = new SuperAdminPolicy(Set.of(), DEFAULT_ROLE);

    static SuperAdminPolicy read(ScalarReader scalars, ListReader lists) {
        return new SuperAdminPolicy(lists.emails(Setting.SUPER_ADMIN_EMAILS), scalars.name(Setting.SUPER_ADMIN_ROLE));
    }

    /** Keeps a copy of the addresses. */
    public SuperAdminPolicy {
        emails = Set.copyOf(emails);
    }
}
