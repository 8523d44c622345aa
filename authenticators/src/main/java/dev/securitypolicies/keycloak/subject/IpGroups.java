package dev.securitypolicies.keycloak.subject;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.GroupModel;
import org.keycloak.models.UserModel;

/** Which IP groups count for a user, and what brings each of them (R4). */
public final class IpGroups {

    private final UserModel user;

    /** The IP groups of a user. */
    public IpGroups(UserModel user) {
        this.user = user;
    }

    /** From each name to the Keycloak group that brings it; empty for the user's own, which hide inherited ones. */
    public Map<String, Optional<GroupModel>> sources() {
        Map<String, Optional<GroupModel>> found = new LinkedHashMap<>();
        of(user).forEach(name -> found.put(name, Optional.empty()));
        if (found.isEmpty()) {
            user.getGroupsStream().filter(RoleGraphs::isOfRealm).forEach(group -> inherit(group, found));
        }
        return found;
    }

    /** A group's own list hides that of the groups above it. */
    private static void inherit(@Nullable GroupModel group, Map<String, Optional<GroupModel>> found) {
        if (group == null) {
            return;
        }
        List<String> own = of(group);
        own.forEach(name -> found.putIfAbsent(name, Optional.of(group)));
        if (own.isEmpty() && group.getParentId() != null) {
            inherit(group.getParent(), found);
        }
    }

    /** What the group carries itself. */
    public static List<String> of(GroupModel group) {
        return names(group.getAttributeStream(UserAttributes.IP_GROUPS.attribute()))
                .toList();
    }

    /** What the user carries themselves. */
    public static List<String> of(UserModel user) {
        return names(user.getAttributeStream(UserAttributes.IP_GROUPS.attribute()))
                .toList();
    }

    private static Stream<String> names(Stream<String> values) {
        return values.map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .sorted();
    }
}
