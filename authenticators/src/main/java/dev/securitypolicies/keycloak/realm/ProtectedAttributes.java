package dev.securitypolicies.keycloak.realm;

import dev.securitypolicies.keycloak.compat.LogText;
import dev.securitypolicies.keycloak.compat.StoredSetUps;
import dev.securitypolicies.keycloak.subject.UserAttributes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.component.ComponentValidationException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.userprofile.config.UPAttribute;
import org.keycloak.representations.userprofile.config.UPAttributePermissions;
import org.keycloak.representations.userprofile.config.UPConfig;
import org.keycloak.userprofile.UserProfileConstants;
import org.keycloak.userprofile.UserProfileProvider;
import org.keycloak.util.JsonSerialization;

/** Declares the pack's user attributes in a realm's user profile, so that only admins can see and edit them. */
public final class ProtectedAttributes {

    private static final Logger LOG = Logger.getLogger("dev.securitypolicies.realm");

    private static final Set<String> ADMINS = Set.of(UserProfileConstants.ROLE_ADMIN);

    private final KeycloakSession session;

    /** In the realms of a server. */
    public ProtectedAttributes(KeycloakSession session) {
        this.session = session;
    }

    /** The attributes of the current realm that are not declared so that only admins can edit them. */
    public List<String> unprotected() {
        UPConfig profile = session.getProvider(UserProfileProvider.class).getConfiguration();
        return wanted().stream()
                .filter(wanted -> !isRight(profile.getAttribute(wanted.getName()), wanted))
                .map(UPAttribute::getName)
                .toList();
    }

    /** Those of some realms in which all are declared right; a profile that cannot be read is not. */
    static Set<String> declared(StoredSetUps stored, Set<String> realms) {
        Map<String, String> profiles = stored.userProfiles();
        return realms.stream()
                .filter(realm -> profile(profiles.get(realm))
                        .filter(profile -> wanted().stream()
                                .allMatch(wanted -> isRight(profile.getAttribute(wanted.getName()), wanted)))
                        .isPresent())
                .collect(Collectors.toSet());
    }

    private static Optional<UPConfig> profile(@Nullable String text) {
        try {
            return text == null
                    ? Optional.empty()
                    : Optional.ofNullable(JsonSerialization.readValue(text, UPConfig.class));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Declares what is not declared right; tells whether there was anything to do. */
    boolean declareIn(RealmModel realm) {
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
                save(realm, profile);
            }
            return changed;
        } finally {
            session.getContext().setRealm(before);
        }
    }

    /**
     * A profile was valid when its administrator saved it. What it names may be gone since, such as a client scope, and no realm's profile may keep the
     * server from starting: ours is then added to it as it stands.
     */
    private void save(RealmModel realm, UPConfig profile) {
        try {
            session.getProvider(UserProfileProvider.class).setConfiguration(profile);
        } catch (ComponentValidationException e) {
            LOG.warnf(
                    "realm `%s`: the user profile is not valid any more: %s",
                    LogText.safe(realm.getName()), LogText.safe(String.valueOf(e.getMessage())));
            new StoredSetUps(session).overwriteUserProfile(realm, text(profile));
        }
    }

    private static String text(UPConfig profile) {
        try {
            return JsonSerialization.writeValueAsString(profile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean declare(UPConfig profile, UPAttribute wanted) {
        boolean right = isRight(profile.getAttribute(wanted.getName()), wanted);
        if (!right) {
            profile.addOrReplaceAttribute(wanted);
        }
        return !right;
    }

    private static boolean isRight(@Nullable UPAttribute declared, UPAttribute wanted) {
        return declared != null
                && declared.isMultivalued() == wanted.isMultivalued()
                && wanted.getPermissions().equals(declared.getPermissions())
                && declared.getSelector() == null
                && declared.getRequired() == null
                && declared.getAnnotations() != null;
    }

    private static List<UPAttribute> wanted() {
        return Stream.of(UserAttributes.values())
                .map(ProtectedAttributes::declaration)
                .toList();
    }

    /** Annotations are never null: other parts of Keycloak, SCIM for one, rely on it. */
    private static UPAttribute declaration(UserAttributes attribute) {
        UPAttribute declaration = new UPAttribute(
                attribute.attribute(), attribute.isMultivalued(), new UPAttributePermissions(ADMINS, ADMINS));
        declaration.setDisplayName(attribute.label());
        declaration.setAnnotations(Map.of());
        return declaration;
    }
}
