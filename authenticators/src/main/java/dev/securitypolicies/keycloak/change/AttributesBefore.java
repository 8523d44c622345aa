package dev.securitypolicies.keycloak.change;

import dev.securitypolicies.keycloak.compat.RequestScope;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * What the pack's attributes of a user, group or client were before an admin request changed them. No model event tells the
 * old value, so the admin door takes a snapshot before the request reaches its method.
 */
public final class AttributesBefore {

    private static final RequestScope<Snapshot> MEMORY = new RequestScope<>("before", Snapshot.class);
    private static final Pattern RESOURCE = Pattern.compile("/realms/[^/]+/(.+)$");

    private final KeycloakSession session;

    /** Of the current request. */
    public AttributesBefore(KeycloakSession session) {
        this.session = session;
    }

    private record Snapshot(Map<String, String> attributes) {}

    /** Remembers the attributes of what the path of an admin request names, for the length of the request. */
    public void take(String requestPath) {
        RealmModel realm = session.getContext().getRealm();
        Matcher resource = RESOURCE.matcher(requestPath);
        if (realm != null && resource.find()) {
            String[] parts = OwnerPath.inAdminApi(resource.group(1)).split("/", -1);
            String path = parts.length < 2 ? "" : parts[0] + "/" + parts[1];
            MEMORY.of(path).remember(session, new Snapshot(new PackAttributes(session, realm).at(path)));
        }
    }

    /** Remembers what is being removed by its name, since a partial import replaces it by a new one of that name. */
    void takeRemoved(String name, Map<String, String> attributes) {
        if (!attributes.isEmpty()) {
            MEMORY.of(name).remember(session, new Snapshot(attributes));
        }
    }

    /** The attributes before the request; none for something that was just created. */
    Map<String, String> of(RealmModel realm, String path) {
        return MEMORY.of(path)
                .recall(session)
                .or(() -> MEMORY.of(new PackAttributes(session, realm).nameOf(path))
                        .recall(session))
                .map(Snapshot::attributes)
                .orElseGet(Map::of);
    }
}
