package dev.securitypolicies.keycloak.subject;

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

    private UserAttributes() {}
}
