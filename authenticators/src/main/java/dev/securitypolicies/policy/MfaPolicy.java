package dev.securitypolicies.policy;

import java.util.Optional;
import java.util.Set;

/**
 * Who must have and use a second factor (R8), and where nobody is asked for it (R16).
 *
 * @param everyone whether all users must
 * @param admins whether holders of an admin role must
 * @param roles holders of these roles must
 * @param adminRoles names that count as admin roles beside those of the management client
 * @param sessions whether a session that began without the factor may go on
 * @param enrolFrom from where a user without a factor may enrol one; empty: from anywhere
 * @param graceDays for how many days enrolment may be put off, 0 to 90
 * @param trustedIdentityProviders aliases of the providers whose logins count as performed
 * @param exemptFrom from where nobody is asked for the factor they have; empty: from nowhere
 */
public record MfaPolicy(
        boolean everyone,
        boolean admins,
        Set<String> roles,
        Set<String> adminRoles,
        Sessions sessions,
        Optional<Allowlist> enrolFrom,
        int graceDays,
        Set<String> trustedIdentityProviders,
        Optional<Allowlist> exemptFrom) {

    static final Set<String> DEFAULT_ADMIN_ROLES = Set.of("admin", "it-admin", "super-admin");

    /** Nobody must. */
    public static final MfaPolicy NONE = new MfaPolicy(
            false,
            false,
            Set.of(),
            DEFAULT_ADMIN_ROLES,
            Sessions.ENROLLED,
            Optional.empty(),
            0,
            Set.of(),
            Optional.empty());

    /** What a session that exists already needs. */
    public enum Sessions {
        /** It may go on if its user is enrolled. */
        ENROLLED,
        /** It may go on only if the factor was performed in it. */
        PERFORMED
    }

    /** Keeps copies of the sets. */
    public MfaPolicy {
        roles = Set.copyOf(roles);
        adminRoles = Set.copyOf(adminRoles);
        trustedIdentityProviders = Set.copyOf(trustedIdentityProviders);
    }

    static MfaPolicy read(ScalarReader scalars, ListReader lists) {
        return new MfaPolicy(
                scalars.flag(Setting.MFA_EVERYONE),
                scalars.flag(Setting.MFA_ADMINS),
                scalars.names(Setting.MFA_ROLES),
                scalars.names(Setting.MFA_ADMIN_ROLES),
                scalars.choice(Setting.MFA_SESSIONS),
                lists.allowlist(Setting.MFA_ENROL_FROM),
                scalars.number(Setting.MFA_GRACE_DAYS).orElseThrow(),
                scalars.names(Setting.MFA_TRUSTED_IDENTITY_PROVIDERS),
                lists.allowlist(Setting.MFA_EXEMPT_FROM));
    }

    /** Whether anybody at all must have a factor. */
    public boolean demandsAnything() {
        return everyone || admins || !roles.isEmpty();
    }
}
