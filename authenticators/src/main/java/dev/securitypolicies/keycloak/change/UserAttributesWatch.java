package dev.securitypolicies.keycloak.change;

import dev.securitypolicies.keycloak.subject.UserAttributes;
import dev.securitypolicies.policy.SettingChange;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Notices at a login that the pack's attributes of a user have changed on a way that no door sees: a mapper of an identity
 * provider or a directory, a workflow, a file. What was last recorded is kept with the user as a fingerprint.
 */
public final class UserAttributesWatch {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final UserModel user;

    /** Watches one user of a realm. */
    public UserAttributesWatch(KeycloakSession session, RealmModel realm, UserModel user) {
        this.session = session;
        this.realm = realm;
        this.user = user;
    }

    /** Records a change that nobody has recorded yet; to be called where a user logs in. */
    public void notice() {
        Map<String, String> current = watched();
        Optional<String> recorded = UserAttributes.RECORDED.one(user);
        boolean nothingToSay = recorded.isEmpty() && current.isEmpty();
        if (nothingToSay || recorded.filter(fingerprint(current)::equals).isPresent()) {
            return;
        }
        List<SettingChange> changes = SettingChange.between(Map.of(), current);
        new ChangeRecord(session, realm, Actor.drift()).write("users/" + user.getId(), changes, List.of());
        remember();
    }

    /** Remembers what has just been recorded. */
    void remember() {
        Map<String, String> current = watched();
        if (!current.isEmpty() || UserAttributes.RECORDED.one(user).isPresent()) {
            UserAttributes.RECORDED.set(user, List.of(fingerprint(current)));
        }
    }

    /** What an admin decides about a user; what the pack notes by itself changes with every login. */
    private Map<String, String> watched() {
        Map<String, String> watched = new TreeMap<>();
        for (UserAttributes attribute : UserAttributes.values()) {
            List<String> values = attribute.isMemory() ? List.of() : attribute.of(user);
            if (!values.isEmpty()) {
                watched.put(attribute.attribute(), String.join(", ", values));
            }
        }
        return watched;
    }

    private static String fingerprint(Map<String, String> attributes) {
        return UUID.nameUUIDFromBytes(attributes.toString().getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
