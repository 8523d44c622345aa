package dev.securitypolicies.keycloak.subject;

import dev.securitypolicies.decision.RoleGraph;
import dev.securitypolicies.decision.Subject;
import dev.securitypolicies.policy.SecurityPolicy;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.GroupModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Sees a user of Keycloak as the subject of a decision. */
public final class Subjects {

    private final RealmModel realm;
    private final SecurityPolicy policy;

    /** Users of a realm, as a policy sees them. */
    public Subjects(RealmModel realm, SecurityPolicy policy) {
        this.realm = realm;
        this.policy = policy;
    }

    /** The user, with their roles only if the policy restricts any. */
    public Subject of(UserModel user) {
        RoleGraph roles = policy.ip().restrictsLogins() ? RoleGraphs.of(realm, user) : RoleGraph.EMPTY;
        boolean interfaceUser =
                user.getServiceAccountClientLink() != null || has(user, UserAttributes.USER_TYPE, "interface");
        return new Subject(roles, ipGroups(user), interfaceUser, mayUsePassword(user));
    }

    /** Whether the user may log in with local credentials under forced SSO (R6). */
    public static boolean mayUsePassword(UserModel user) {
        return has(user, UserAttributes.ALLOW_PASSWORD, "true");
    }

    /** The user's own groups hide inherited ones (R4). */
    private static Set<String> ipGroups(UserModel user) {
        Set<String> own = names(user.getAttributeStream(UserAttributes.IP_GROUPS.attribute()));
        if (!own.isEmpty()) {
            return own;
        }
        Set<String> inherited = new HashSet<>();
        user.getGroupsStream().forEach(group -> inherited.addAll(nearest(group)));
        return inherited;
    }

    /** A group's own list hides that of the groups above it. */
    private static Set<String> nearest(@Nullable GroupModel group) {
        if (group == null) {
            return Set.of();
        }
        Set<String> own = names(group.getAttributeStream(UserAttributes.IP_GROUPS.attribute()));
        return own.isEmpty() && group.getParentId() != null ? nearest(group.getParent()) : own;
    }

    private static Set<String> names(Stream<String> values) {
        return values.map(String::strip).filter(name -> !name.isEmpty()).collect(Collectors.toSet());
    }

    private static boolean has(UserModel user, UserAttributes attribute, String value) {
        return user.getAttributeStream(attribute.attribute()).map(String::strip).anyMatch(value::equalsIgnoreCase);
    }
}
