package dev.securitypolicies.keycloak.subject;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.UserModel;
import org.keycloak.storage.ReadOnlyException;

/** The user attributes of the pack. Only admins may edit them. */
public enum UserAttributes {

    /** Names of IP groups, without `@`; on a user or on a Keycloak group (R4). */
    IP_GROUPS("securityPolicy.ip.groups", "IP groups", true, false),

    /** `interface` marks a user that stands for a system (R5). */
    USER_TYPE("securityPolicy.userType", "User type", false, false),

    /** `true` lets a user log in with local credentials under forced SSO (R6). */
    ALLOW_PASSWORD("securityPolicy.allowPassword", "Allow username/password", false, false),

    /** When R8 first applied to the user: an instant such as `2026-01-31T23:00:00Z`. */
    MFA_REQUIRED_SINCE("securityPolicy.mfa.requiredSince", "MFA required since", false, true),

    /** When the user was made super admin, so that it happens once (R10). */
    SUPER_ADMIN_SINCE("securityPolicy.superAdmin.since", "Super admin since", false, true),

    /** Identity providers that were linked to the user without a second factor (R8). */
    UNPROVEN_PROVIDERS("securityPolicy.mfa.unprovenProviders", "Providers linked without a factor", true, true),

    /** Identity providers that were linked to the user by a local credential (R6). */
    LOCAL_PROVIDERS("securityPolicy.sso.locallyLinkedProviders", "Providers linked by a local credential", true, true),

    /** Set-ups that an administrator has asked for and a reset link has put off (R8). */
    PUT_OFF_SET_UPS("securityPolicy.mfa.putOffSetUps", "Set-ups put off by a reset link", true, true),

    /** Providers, and administrators of less than the realm, that could have written the user's e-mail (R10). */
    EMAIL_WRITERS("securityPolicy.superAdmin.emailWriters", "Providers that could have written the e-mail", true, true),

    /** The e-mail that a mail has proven, or that was verified before anybody else could write another (R10); sealed. */
    VERIFIED_EMAIL("securityPolicy.superAdmin.verifiedEmail", "E-mail verified by Keycloak itself", false, true),

    /** A fingerprint of the other attributes as they were last recorded (R12). */
    RECORDED("securityPolicy.recorded", "Last recorded attributes", false, true);

    private final String attribute;
    private final String label;
    private final boolean multivalued;
    private final boolean memory;

    UserAttributes(String attribute, String label, boolean multivalued, boolean memory) {
        this.attribute = attribute;
        this.label = label;
        this.multivalued = multivalued;
        this.memory = memory;
    }

    /** The name of the attribute, as Keycloak stores it. */
    public String attribute() {
        return attribute;
    }

    /** What the admin console calls it. */
    public String label() {
        return label + " (security policy)";
    }

    /** Whether it may have several values. */
    public boolean isMultivalued() {
        return multivalued;
    }

    /** Whether the pack writes it: an admin can change it, but not lose it by saving a user without it. */
    public boolean isMemory() {
        return memory;
    }

    /**
     * The values that the user has. Of what the pack remembers, those out of reach of every mapper count: a list can only grow
     * beside them.
     */
    public List<String> of(UserModel user) {
        List<String> shown = user.getAttributeStream(attribute).toList();
        if (!memory) {
            return shown;
        }
        List<String> remembered = new UserMemory(user).recall(attribute).orElse(List.of());
        return multivalued || remembered.isEmpty()
                ? Stream.concat(remembered.stream(), shown.stream()).distinct().toList()
                : remembered;
    }

    /** The one value that the user has; empty if there is none. */
    public Optional<String> one(UserModel user) {
        return of(user).stream().findFirst();
    }

    /** Gives a user of whom the pack remembers something these values. */
    public void set(UserModel user, List<String> values) {
        new UserMemory(user).remember(attribute, values);
        if (!user.getAttributeStream(attribute).toList().equals(values)) {
            try {
                user.setAttribute(attribute, values);
            } catch (ReadOnlyException e) {
                // a directory that takes nothing: what counts is remembered, and only the copy is missing
            }
        }
    }

    /** Adds a value, unless the user has it. */
    public void add(UserModel user, String value) {
        List<String> values = new ArrayList<>(of(user));
        if (!values.contains(value)) {
            values.add(value);
            set(user, values);
        }
    }

    /** Takes a value away. */
    public void remove(UserModel user, String value) {
        List<String> values = new ArrayList<>(of(user));
        if (values.remove(value)) {
            set(user, values);
        }
    }

    /** Takes over what an administrator has written. */
    public void adopt(UserModel user) {
        new UserMemory(user)
                .remember(attribute, user.getAttributeStream(attribute).toList());
    }
}
