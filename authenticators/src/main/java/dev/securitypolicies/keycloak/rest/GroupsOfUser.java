package dev.securitypolicies.keycloak.rest;

import dev.securitypolicies.decision.PolicyAddress;
import dev.securitypolicies.keycloak.representation.EvaluationRepresentation.IpGroup;
import dev.securitypolicies.keycloak.subject.UserAttributes;
import dev.securitypolicies.policy.Allowlist;
import dev.securitypolicies.policy.IpPolicy;
import dev.securitypolicies.policy.SecurityPolicy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.GroupModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/** The IP groups that count for a user, and what brings each of them (R4). */
final class GroupsOfUser {

    /** Stands for the user in the place of a group's path. */
    private static final String OWN = "";

    private final UserModel user;

    GroupsOfUser(UserModel user) {
        this.user = user;
    }

    List<IpGroup> groups(SecurityPolicy policy, PolicyAddress where) {
        return byName().entrySet().stream()
                .map(found -> new IpGroup(
                        found.getKey(),
                        found.getValue().equals(OWN) ? null : found.getValue(),
                        isKnown(policy, found.getKey()),
                        holds(policy, found.getKey(), where)))
                .toList();
    }

    /** The user's own hide inherited ones, and a group's own those above it. */
    private Map<String, String> byName() {
        Map<String, String> found = new LinkedHashMap<>();
        names(user.getAttributeStream(UserAttributes.IP_GROUPS.attribute())).forEach(name -> found.put(name, OWN));
        if (found.isEmpty()) {
            user.getGroupsStream().forEach(group -> inherit(group, found));
        }
        return found;
    }

    private static void inherit(@Nullable GroupModel group, Map<String, String> found) {
        if (group == null) {
            return;
        }
        List<String> own = names(group.getAttributeStream(UserAttributes.IP_GROUPS.attribute()))
                .toList();
        own.forEach(name -> found.putIfAbsent(name, KeycloakModelUtils.buildGroupPath(group)));
        if (own.isEmpty() && group.getParentId() != null) {
            inherit(group.getParent(), found);
        }
    }

    private static Stream<String> names(Stream<String> values) {
        return values.map(String::strip).filter(name -> !name.isEmpty());
    }

    private static boolean isKnown(SecurityPolicy policy, String name) {
        return name.equals(IpPolicy.NO_RESTRICTIONS) || policy.ip().groups().containsKey(name);
    }

    private static boolean holds(SecurityPolicy policy, String name, PolicyAddress where) {
        Allowlist group = policy.ip().groups().get(name);
        return name.equals(IpPolicy.NO_RESTRICTIONS) || (group != null && where.isIn(group.addresses()));
    }
}
