package dev.securitypolicies.policy;

import dev.securitypolicies.policy.IpPolicy.InterfaceUsers;
import dev.securitypolicies.policy.SecurityPolicy.Mode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Writes a policy as realm attributes, such that {@link AttributeCodec} reads the same policy again. What is as the absence
 * of an attribute means is left out.
 */
public final class AttributeWriter {

    private final SortedMap<String, String> attributes = new TreeMap<>();

    private AttributeWriter() {}

    /** The attributes by their full names, sorted. */
    public static SortedMap<String, String> encode(SecurityPolicy policy) {
        AttributeWriter writer = new AttributeWriter();
        if (policy.mode() == Mode.REPORT_ONLY) {
            writer.put(Setting.MODE, "report-only");
        }
        writer.ip(policy.ip());
        writer.mfa(policy.mfa());
        writer.flag(Setting.SSO_FORCED, policy.ssoForced());
        policy.sessionLifetimeMinutes()
                .ifPresent(minutes -> writer.put(Setting.SESSION_LIFETIME_MINUTES, String.valueOf(minutes)));
        writer.names(Setting.SUPER_ADMIN_EMAILS, policy.superAdmin().emails());
        if (!policy.superAdmin().role().equals(SuperAdminPolicy.DEFAULT_ROLE)) {
            writer.put(Setting.SUPER_ADMIN_ROLE, policy.superAdmin().role());
        }
        return writer.attributes;
    }

    private void ip(IpPolicy ip) {
        lists(Setting.IP_GROUPS, ip.groups());
        list(Setting.IP_SUBSCRIBER, ip.subscriber());
        ip.roles().unreadable().ifPresent(text -> put(Setting.IP_ROLES, text));
        lists(Setting.IP_ROLES, ip.roles().byRole());
        list(Setting.IP_ADMIN_PANEL, ip.adminPanel());
        if (ip.interfaceUsers() == InterfaceUsers.OPTIONAL) {
            put(Setting.IP_INTERFACE_USERS, "optional");
        }
    }

    private void mfa(MfaPolicy mfa) {
        flag(Setting.MFA_EVERYONE, mfa.everyone());
        flag(Setting.MFA_ADMINS, mfa.admins());
        names(Setting.MFA_ROLES, mfa.roles());
        if (!mfa.adminRoles().equals(MfaPolicy.DEFAULT_ADMIN_ROLES)) {
            names(Setting.MFA_ADMIN_ROLES, mfa.adminRoles());
        }
        if (mfa.sessions() == MfaPolicy.Sessions.PERFORMED) {
            put(Setting.MFA_SESSIONS, "performed");
        }
        list(Setting.MFA_ENROL_FROM, mfa.enrolFrom());
        if (mfa.graceDays() != 0) {
            put(Setting.MFA_GRACE_DAYS, String.valueOf(mfa.graceDays()));
        }
        names(Setting.MFA_TRUSTED_IDENTITY_PROVIDERS, mfa.trustedIdentityProviders());
    }

    private void put(Setting setting, String value) {
        attributes.put(setting.attribute(), value);
    }

    private void flag(Setting setting, boolean value) {
        if (value) {
            put(setting, "true");
        }
    }

    private void names(Setting setting, Collection<String> names) {
        if (!names.isEmpty()) {
            put(setting, TextLists.join(new TreeSet<>(names)));
        }
    }

    private void list(Setting setting, Optional<Allowlist> list) {
        list.ifPresent(allowlist -> put(setting, TextLists.join(allowlist.entries())));
    }

    private void lists(Setting setting, Map<String, Allowlist> lists) {
        if (!lists.isEmpty()) {
            SortedMap<String, List<String>> entries = new TreeMap<>();
            lists.forEach((name, list) -> entries.put(name, list.entries()));
            put(setting, JsonLists.write(entries));
        }
    }
}
