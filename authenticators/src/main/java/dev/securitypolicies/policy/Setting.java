package dev.securitypolicies.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The realm attributes of the pack: the only place where a policy is configured. */
public enum Setting {
    MODE("mode", Shape.WORD),
    IP_GROUPS("ip.groups", Shape.LISTS),
    IP_SUBSCRIBER("ip.subscriber", Shape.LIST),
    IP_ROLES("ip.roles", Shape.LISTS),
    IP_ADMIN_PANEL("ip.adminPanel", Shape.LIST),
    IP_INTERFACE_USERS("ip.interfaceUsers", Shape.WORD),
    MFA_EVERYONE("mfa.everyone", Shape.FLAG),
    MFA_ADMINS("mfa.admins", Shape.FLAG),
    MFA_ROLES("mfa.roles", Shape.LIST),
    MFA_ADMIN_ROLES("mfa.adminRoles", Shape.LIST),
    MFA_SESSIONS("mfa.sessions", Shape.WORD),
    MFA_ENROL_FROM("mfa.enrolFrom", Shape.LIST),
    MFA_GRACE_DAYS("mfa.graceDays", Shape.NUMBER),
    MFA_TRUSTED_IDENTITY_PROVIDERS("mfa.trustedIdentityProviders", Shape.LIST),
    SSO_FORCED("sso.forced", Shape.FLAG),
    SESSION_LIFETIME_MINUTES("session.lifetimeMinutes", Shape.NUMBER),
    SUPER_ADMIN_EMAILS("superAdmin.emails", Shape.LIST),
    SUPER_ADMIN_ROLE("superAdmin.role", Shape.WORD);

    /** What the names of all attributes of the pack start with. */
    public static final String PREFIX = "securityPolicy.";

    /** What the text of an attribute stands for. */
    public enum Shape {
        /** One of a few words, or a name. */
        WORD,
        /** `true` or `false`. */
        FLAG,
        /** A whole number. */
        NUMBER,
        /** Entries separated by commas or line breaks. */
        LIST,
        /** A JSON object of lists. */
        LISTS
    }

    private final String shortName;
    private final Shape shape;

    Setting(String shortName, Shape shape) {
        this.shortName = shortName;
        this.shape = shape;
    }

    /** The name without the prefix, which is also its path in a document: `ip.groups`. */
    public String shortName() {
        return shortName;
    }

    /** Whether it is one of a few words, which are read in any case; a name is not. */
    boolean isChoice() {
        return shape == Shape.WORD && this != SUPER_ADMIN_ROLE;
    }

    /** What its text stands for. */
    public Shape shape() {
        return shape;
    }

    /** The full name of the realm attribute. */
    public String attribute() {
        return PREFIX + shortName;
    }

    /** Whether an attribute is the pack's, or would be if its name were written right: in odd case, or with a blank around it. */
    public static boolean looksLikeOurs(String attribute) {
        return attribute.strip().toLowerCase(Locale.ROOT).startsWith(PREFIX.toLowerCase(Locale.ROOT));
    }

    /** The setting that is kept in this attribute; empty if there is none. */
    static Optional<Setting> ofAttribute(String attribute) {
        return Arrays.stream(values())
                .filter(setting -> setting.attribute().equals(attribute))
                .findFirst();
    }
}
