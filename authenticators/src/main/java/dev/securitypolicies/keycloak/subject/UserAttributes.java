package dev.securitypolicies.keycloak.subject;

/** The user attributes of the pack. Only admins may edit them. */
public final class UserAttributes {

    /** Names of IP groups, without `@`, multi-valued; on a user or on a Keycloak group (R4). */
    public static final String IP_GROUPS = "securityPolicy.ip.groups";

    /** `interface` marks a user that stands for a system (R5). */
    public static final String USER_TYPE = "securityPolicy.userType";

    /** `true` lets a user log in with local credentials under forced SSO (R6). */
    public static final String ALLOW_PASSWORD = "securityPolicy.allowPassword";

    private UserAttributes() {}
}
