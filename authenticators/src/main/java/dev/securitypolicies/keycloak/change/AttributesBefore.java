package dev.securitypolicies.keycloak.change;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keycloak.models.ClientModel.ClientRemovedEvent;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel.UserRemovedEvent;
import org.keycloak.provider.ProviderEvent;

/**
 * What the pack's attributes of a user, group or client were before an admin request changed them. No model event tells the
 * old value, so the admin door takes a snapshot before the request reaches its method.
 */
public final class AttributesBefore {

    private static final String MEMORY = "securityPolicy.before:";
    private static final Pattern RESOURCE = Pattern.compile("/realms/[^/]+/(.+)$");

    private AttributesBefore() {}

    /** Remembers the attributes of what the path of an admin request names, for the length of the request. */
    public static void take(KeycloakSession session, String requestPath) {
        RealmModel realm = session.getContext().getRealm();
        Matcher resource = RESOURCE.matcher(requestPath);
        if (realm != null && resource.find()) {
            String[] parts = OwnerPath.inAdminApi(resource.group(1)).split("/", -1);
            String path = parts.length < 2 ? "" : parts[0] + "/" + parts[1];
            session.setAttribute(MEMORY + path, PackAttributes.of(session, realm, path));
        }
    }

    /** Remembers what is being removed by its name, since a partial import replaces it by a new one of that name. */
    static void onEvent(ProviderEvent event) {
        if (event instanceof UserRemovedEvent removed) {
            remember(
                    removed.getKeycloakSession(),
                    removed.getUser().getUsername(),
                    PackAttributes.of(removed.getUser()));
        } else if (event instanceof ClientRemovedEvent removed) {
            remember(
                    removed.getKeycloakSession(),
                    removed.getClient().getClientId(),
                    PackAttributes.of(removed.getClient()));
        }
    }

    private static void remember(KeycloakSession session, String name, Map<String, String> attributes) {
        if (!attributes.isEmpty()) {
            session.setAttribute(MEMORY + name, attributes);
        }
    }

    /** The attributes before the request; none for something that was just created. */
    @SuppressWarnings("unchecked")
    static Map<String, String> of(KeycloakSession session, RealmModel realm, String path) {
        Object before = session.getAttribute(MEMORY + path);
        if (before == null) {
            before = session.getAttribute(MEMORY + PackAttributes.nameOf(session, realm, path));
        }
        return before == null ? Map.of() : (Map<String, String>) before;
    }
}
