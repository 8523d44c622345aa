package dev.securitypolicies.keycloak.realm;

import dev.securitypolicies.keycloak.subject.UserAttributes;
import java.util.List;
import java.util.Set;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.userprofile.config.UPAttribute;
import org.keycloak.representations.userprofile.config.UPAttributePermissions;
import org.keycloak.representations.userprofile.config.UPConfig;
import org.keycloak.userprofile.UserProfileConstants;
import org.keycloak.userprofile.UserProfileProvider;

/** Declares the pack's user attributes in a realm's user profile, so that only admins can see and edit them. */
public final class ProtectedAttributes {

    private static final Set<String> ADMINS = Set.of(UserProfileConstants.ROLE_ADMIN);

    private ProtectedAttributes() {}

    /** Declares what is not declared right; tells whether there was anything to do. */
    static boolean declare(KeycloakSession session, RealmModel realm) {
        RealmModel before = session.getContext().getRealm();
        session.getContext().setRealm(realm);
        try {
            UserProfileProvider profiles = session.getProvider(UserProfileProvider.class);
            UPConfig profile = profiles.getConfiguration();
            boolean changed = false;
            for (UPAttribute wanted : wanted()) {
                changed |= declare(profile, wanted);
            }
            if (changed) {
                profiles.setConfiguration(profile);
            }
            return changed;
        } finally {
            session.getContext().setRealm(before);
        }
    }

    private static boolean declare(UPConfig profile, UPAttribute wanted) {
        UPAttribute declared = profile.getAttribute(wanted.getName());
        boolean right = declared != null
                && declared.isMultivalued() == wanted.isMultivalued()
                && wanted.getPermissions().equals(declared.getPermissions())
                && declared.getSelector() == null
                && declared.getRequired() == null;
        if (!right) {
            profile.addOrReplaceAttribute(wanted);
        }
        return !right;
    }

    private static List<UPAttribute> wanted() {
        return List.of(
                attribute(UserAttributes.IP_GROUPS, "IP groups (security policy)", true),
                attribute(UserAttributes.USER_TYPE, "User type (security policy)", false),
                attribute(UserAttributes.ALLOW_PASSWORD, "Allow username/password (security policy)", false),
                attribute(UserAttributes.MFA_REQUIRED_SINCE, "MFA required since (security policy)", false),
                attribute(UserAttributes.SUPER_ADMIN_SINCE, "Super admin since (security policy)", false),
                attribute(
                        UserAttributes.UNPROVEN_PROVIDERS, "Providers linked without a factor (security policy)", true),
                attribute(
                        UserAttributes.EMAIL_VOUCHED_BY, "Providers that verified the e-mail (security policy)", true));
    }

    private static UPAttribute attribute(String name, String displayName, boolean multivalued) {
        UPAttribute attribute = new UPAttribute(name, multivalued, new UPAttributePermissions(ADMINS, ADMINS));
        attribute.setDisplayName(displayName);
        return attribute;
    }
}
