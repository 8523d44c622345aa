package dev.securitypolicies.keycloak.change;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keycloak.events.admin.AdminEvent;

/**
 * What an admin event is about, as the admin API names it: `users/ID`, `groups/ID`, `clients/ID`. SCIM has paths of its own for the
 * same users and groups.
 *
 * @param path the owner of what was changed
 * @param isWhole whether the owner itself was saved, and not something of theirs such as a link
 */
record OwnerPath(String path, boolean isWhole) {

    private static final Pattern SCIM = Pattern.compile("^scim/v[^/]+/(Users|Groups)/(.+)$");
    private static final Pattern CHILD_ID = Pattern.compile("^\\{\"id\":\"([^\"]+)\"");

    /** The user, group or client that the event is about; a subgroup is created under the path of its parent. */
    static OwnerPath of(AdminEvent event) {
        String resource = inAdminApi(event.getResourcePath() == null ? "" : event.getResourcePath());
        Matcher childId = CHILD_ID.matcher(event.getRepresentation() == null ? "" : event.getRepresentation());
        if (resource.endsWith("/children") && childId.find()) {
            return new OwnerPath("groups/" + childId.group(1), false);
        }
        String[] parts = resource.split("/", -1);
        return parts.length < 2
                ? new OwnerPath(resource, true)
                : new OwnerPath(parts[0] + "/" + parts[1], parts.length == 2);
    }

    /** The path by which the admin API would name the same thing, below the realm. */
    static String inAdminApi(String path) {
        Matcher scim = SCIM.matcher(path);
        return scim.matches() ? scim.group(1).toLowerCase(Locale.ROOT) + "/" + scim.group(2) : path;
    }

    /** Users, groups or clients; empty for anything else. */
    String kind() {
        return path.substring(0, Math.max(0, path.indexOf('/')));
    }
}
