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
    ROLES_WITHHELD("ip-roles-withheld", Kind.NOTICE),
    /** The attribute with the roles' lists cannot be read, so every role is withheld (R11). */
    ROLES_UNREADABLE("ip-roles-unreadable"),
    /** The address is not in the user's IP groups (R4). */
    USER("ip-user"),
    /** The user must carry an IP group and carries none (R5). */
    USER_GROUP_MISSING("ip-user-group-missing"),
    /** The address is not in the allowlist of the client of a service account or a direct grant (R4). */
    CLIENT("ip-client"),
    /** The login asks for an organization outside its list, or the user is managed by one (R17). */
    ORGANIZATION("ip-organization"),
    /** Some of the user's organizations are withheld (R17). Not a refusal. */
    ORGANIZATIONS_WITHHELD("ip-organizations-withheld", Kind.NOTICE),
    /** The address is not in the admin panel's allowlist of the administered realm or of the caller's own (R7). */
    ADMIN_PANEL("admin-panel"),
    /** One of the caller's admin roles is withheld (R7, R2). */
    ADMIN_ROLE_WITHHELD("admin-role-withheld"),
    /** The client's address cannot be known, and an unknown address is in no list (R11). */
    ADDRESS_UNKNOWN("ip-address-unknown"),
    /** SSO is forced, and this login was by local credentials (R6). */
    SSO_FORCED("sso-forced", Kind.CREDENTIAL),
    /** The user must have a second factor and has none (R8). */
    MFA_NOT_ENROLLED("mfa-not-enrolled", Kind.FACTOR),
    /** The user has a second factor, and this login did not ask for it (R8). */
    MFA_NOT_PERFORMED("mfa-not-performed", Kind.FACTOR),
    /** The flow of this login asks for no factor without a condition, so that setting one up would not help (R8). */
    MFA_NOT_ASKED_FOR("mfa-not-asked-for", Kind.FACTOR),
    /** A second factor cannot be set up from this address (R8). */
    MFA_ENROL_FROM("mfa-enrol-from", Kind.FACTOR),
    /** The user was led to the set-up of a second factor (R8). Not a refusal. */
    MFA_ENROLMENT_DEMANDED("mfa-enrolment-demanded", Kind.NOTICE),
    /** The user has set up a second factor that was demanded (R8). Not a refusal. */
    MFA_ENROLLED("mfa-enrolled", Kind.NOTICE),
    /** The user has put the set-up off, within the grace period (R8). Not a refusal. */
    MFA_PUT_OFF("mfa-put-off", Kind.NOTICE),
    /** The user has become super admin (R10). Not a refusal. */
    SUPER_ADMIN_PROMOTED("super-admin-promoted", Kind.NOTICE),
    /** The user should have become super admin, but the realm has no such role (R10). Not a refusal. */
    SUPER_ADMIN_ROLE_MISSING("super-admin-role-missing", Kind.NOTICE);

    /** What a reason is about, which decides how it is put to people and applications. */
    public enum Kind {
        /** The network the user comes from. */
        NETWORK,
        /** How the user has logged in. */
        CREDENTIAL,
        /** The second factor: an application can do something about it, by a new login (RFC 9470). */
        FACTOR,
        /** No refusal: something was done or seen. */
        NOTICE
    }

    private final String code;
    private final Kind kind;

    Reason(String code) {
        this(code, Kind.NETWORK);
    }

    Reason(String code, Kind kind) {
        this.code = code;
        this.kind = kind;
    }

    /** What the reason is about. */
    public Kind kind() {
        return kind;
    }

    /** The stable code. */
    public String code() {
        return code;
    }
}
