package dev.securitypolicies.policy;

import dev.securitypolicies.policy.SettingType.Choice;
import dev.securitypolicies.policy.SettingType.Emails;
import dev.securitypolicies.policy.SettingType.Flag;
import dev.securitypolicies.policy.SettingType.Name;
import dev.securitypolicies.policy.SettingType.Names;
import dev.securitypolicies.policy.SettingType.Ranges;
import dev.securitypolicies.policy.SettingType.RangesByName;
import dev.securitypolicies.policy.SettingType.WholeNumber;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The realm attributes of the pack: the only place where a policy is configured, and the only definition of each. The codec,
 * the document, the description of the API, the types of the console page and the table in the documentation follow from it.
 *
 * @param <T> the kind of value
 */
public final class Setting<T extends SettingType> {

    /** What the names of all attributes of the pack start with. */
    public static final String PREFIX = "securityPolicy.";

    private static final List<Setting<?>> DEFINED = new ArrayList<>();

    public static final Setting<Choice<SecurityPolicy.Mode>> MODE = define(
            "mode",
            new Choice<>(SecurityPolicy.Mode.class, SecurityPolicy.Mode.ENFORCE, SecurityPolicy.Mode.ENFORCE),
            "Whether decisions are carried out, or recorded only (R14)");
    public static final Setting<RangesByName> IP_GROUPS =
            define("ip.groups", new RangesByName(Named.IP_GROUP), "Lists that others refer to as `@name`");
    public static final Setting<Ranges> IP_SUBSCRIBER =
            define("ip.subscriber", new Ranges(), "From where users may come (R1)");
    public static final Setting<RangesByName> IP_ROLES =
            define("ip.roles", new RangesByName(Named.ROLE), "From where a role may be used instead (R2)");
    public static final Setting<Ranges> IP_ADMIN_PANEL =
            define("ip.adminPanel", new Ranges(), "From where the realm may be administered (R7)");
    public static final Setting<Choice<IpPolicy.InterfaceUsers>> IP_INTERFACE_USERS = define(
            "ip.interfaceUsers",
            new Choice<>(
                    IpPolicy.InterfaceUsers.class, IpPolicy.InterfaceUsers.REQUIRED, IpPolicy.InterfaceUsers.REQUIRED),
            "Whether interface users must carry an IP group (R5)");
    public static final Setting<Flag> MFA_ADMINS =
            define("mfa.admins", new Flag(), "Whether holders of an admin role must have a second factor (R8)");
    public static final Setting<Flag> MFA_EVERYONE =
            define("mfa.everyone", new Flag(), "Whether all users must have a second factor (R8)");
    public static final Setting<Names> MFA_ROLES =
            define("mfa.roles", new Names(Set.of(), Named.ROLE), "Roles whose holders must have a second factor (R8)");
    public static final Setting<Names> MFA_ADMIN_ROLES = define(
            "mfa.adminRoles",
            new Names(MfaPolicy.DEFAULT_ADMIN_ROLES, Named.ROLE),
            "Names that count as admin roles beside those of Keycloak (R8)");
    public static final Setting<WholeNumber> MFA_GRACE_DAYS = define(
            "mfa.graceDays",
            new WholeNumber(0, 90, OptionalInt.of(0)),
            "For how many days a user may put the set-up off (R8)");
    public static final Setting<Ranges> MFA_ENROL_FROM =
            define("mfa.enrolFrom", new Ranges(), "From where a user may set up their first factor (R8)");
    public static final Setting<Ranges> MFA_EXEMPT_FROM =
            define("mfa.exemptFrom", new Ranges(), "From where nobody is asked for the factor they have (R16)");
    public static final Setting<Choice<MfaPolicy.Sessions>> MFA_SESSIONS = define(
            "mfa.sessions",
            new Choice<>(MfaPolicy.Sessions.class, MfaPolicy.Sessions.ENROLLED, MfaPolicy.Sessions.PERFORMED),
            "What a session needs that exists already (R8)");
    public static final Setting<Names> MFA_TRUSTED_IDENTITY_PROVIDERS = define(
            "mfa.trustedIdentityProviders",
            new Names(Set.of(), Named.PROVIDER),
            "Providers whose logins count as performed (R8)");
    public static final Setting<Flag> SSO_FORCED =
            define("sso.forced", new Flag(), "Whether logins with local credentials are refused (R6)");
    public static final Setting<WholeNumber> SESSION_LIFETIME_MINUTES = define(
            "session.lifetimeMinutes",
            new WholeNumber(5, 43_200, OptionalInt.empty()),
            "How long a session lives; absent leaves the realm as it is (R9)");
    public static final Setting<Emails> SUPER_ADMIN_EMAILS =
            define("superAdmin.emails", new Emails(), "Who becomes super admin, at most 1000 characters (R10)");
    public static final Setting<Name> SUPER_ADMIN_ROLE = define(
            "superAdmin.role",
            new Name(SuperAdminPolicy.DEFAULT_ROLE, Named.REALM_ROLE),
            "The role that a super admin gets (R10)");

    private final String shortName;
    private final T type;
    private final String meaning;

    private Setting(String shortName, T type, String meaning) {
        this.shortName = shortName;
        this.type = type;
        this.meaning = meaning;
    }

    private static <T extends SettingType> Setting<T> define(String shortName, T type, String meaning) {
        Setting<T> setting = new Setting<>(shortName, type, meaning);
        DEFINED.add(setting);
        return setting;
    }

    /** All settings, in the order of the documentation. */
    public static List<Setting<?>> all() {
        return Collections.unmodifiableList(DEFINED);
    }

    /** The name without the prefix, which is also its path in a document: `ip.groups`. */
    public String shortName() {
        return shortName;
    }

    /** The parts of the name: `ip` and `groups`. */
    public List<String> path() {
        return List.of(shortName.split("\\.", -1));
    }

    public T type() {
        return type;
    }

    /** What it decides, in one line, with the rule that it belongs to. */
    public String meaning() {
        return meaning;
    }

    /** The full name of the realm attribute. */
    public String attribute() {
        return PREFIX + shortName;
    }

    @Override
    public String toString() {
        return attribute();
    }

    /** Whether an attribute is the pack's, or would be if its name were written right: in odd case, or with a blank around it. */
    public static boolean looksLikeOurs(String attribute) {
        return attribute.strip().toLowerCase(Locale.ROOT).startsWith(PREFIX.toLowerCase(Locale.ROOT));
    }

    /** The pack's attributes among all those of a realm, by their full names. */
    public static SortedMap<String, String> among(Map<String, String> attributes) {
        SortedMap<String, String> ours = new TreeMap<>();
        attributes.forEach((name, value) -> {
            if (looksLikeOurs(name) && value != null) {
                ours.put(name, value);
            }
        });
        return ours;
    }

    /** The setting that is kept in this attribute; empty if there is none. */
    public static Optional<Setting<?>> ofAttribute(String attribute) {
        return DEFINED.stream()
                .filter(setting -> setting.attribute().equals(attribute))
                .findFirst();
    }
}
