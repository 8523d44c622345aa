package dev.securitypolicies.keycloak.subject;

import java.util.List;

/** The user attributes of the pack. Only admins may edit them. */
public final class UserAttributes {

    /** Names of IP groups, without `@`, multi-valued; on a user or on a Keycloak group (R4). */
    public static final String IP_GROUPS = "securityPolicy.ip.groups";

    /** `interface` marks a user that stands for a system (R5). */
    public static final String USER_TYPE = "securityPolicy.userType";

    /** `true` lets a user log in with local credentials under forced SSO (R6). */
    public static final String ALLOW_PASSWORD = "securityPolicy.allowPassword";

    /** When R8 first applied to the user, written by the pack: an instant such as `2026-01-31T23:00:00Z`. */
    public static final String MFA_REQUIRED_SINCE = "securityPolicy.mfa.requiredSince";

    /** When the user was made super admin, written by the pack, so that it happens once (R10). */
    public static final String SUPER_ADMIN_SINCE = "securityPolicy.superAdmin.since";

    /** Identity providers that were linked to the user without a second factor, written by the pack, multi-valued (R8). */
    public static final String UNPROVEN_PROVIDERS = "securityPolicy.mfa.unprovenProviders";

    /** Providers that have declared the user's e-mail verified, written by the pack, multi-valued (R10). */
    public static final String EMAIL_VOUCHED_BY = "securityPolicy.superAdmin.emailVouchedBy";

    /** What the pack itself remembers of a user: an admin can change it, but not lose it by saving a user without it. */
    public static final List<String> MEMORY =
            List.of(MFA_REQUIRED_SINCE, SUPER_ADMIN_SINCE, UNPROVEN_PROVIDERS, EMAIL_VOUCHED_BY);

    private UserAttributes() {}
}
