package dev.securitypolicies.policy;

import java.util.Arrays;
import java.util.Optional;

/** The realm attributes of the pack: the only place where a policy is configured. */
public enum Setting {
    MODE("mode"),
    IP_GROUPS("ip.groups"),
    IP_SUBSCRIBER("ip.subscriber"),
    IP_ROLES("ip.roles"),
    IP_ADMIN_PANEL("ip.adminPanel"),
    IP_INTERFACE_USERS("ip.interfaceUsers"),
    MFA_EVERYONE("mfa.everyone"),
    MFA_ADMINS("mfa.admins"),
    MFA_ROLES("mfa.roles"),
    MFA_ADMIN_ROLES("mfa.adminRoles"),
    MFA_SESSIONS("mfa.sessions"),
    MFA_ENROL_FROM("mfa.enrolFrom"),
    MFA_GRACE_DAYS("mfa.graceDays"),
    MFA_TRUSTED_IDENTITY_PROVIDERS("mfa.trustedIdentityProviders"),
    SSO_FORCED("sso.forced"),
    SESSION_LIFETIME_MINUTES("session.lifetimeMinutes"),
    SUPER_ADMIN_EMAILS("superAdmin.emails"),
    SUPER_ADMIN_ROLE("superAdmin.role");

    /** What the names of all attributes of the pack start with. */
    public static final String PREFIX = "securityPolicy.";

    private final String attribute;

    Setting(String shortName) {
        this.attribute = PREFIX + shortName;
    }

    /** The full name of the realm attribute. */
    public String attribute() {
        return attribute;
    }

    /** The setting that is kept in this attribute; empty if there is none. */
    static Optional<Setting> ofAttribute(String attribute) {
        return Arrays.stream(values())
                .filter(setting -> setting.attribute.equals(attribute))
                .findFirst();
    }
}
