package dev.securitypolicies.keycloak.subject;

import dev.securitypolicies.decision.RoleGraph;
import dev.securitypolicies.decision.Subject;
import dev.securitypolicies.policy.SecurityPolicy;
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
        return new Subject(roles, new IpGroups(user).sources().keySet(), interfaceUser, mayUsePassword(user));
    }

    /** Whether the user may log in with local credentials under forced SSO (R6). */
    public static boolean mayUsePassword(UserModel user) {
        return has(user, UserAttributes.ALLOW_PASSWORD, "true");
    }

    private static boolean has(UserModel user, UserAttributes attribute, String value) {
        return user.getAttributeStream(attribute.attribute()).map(String::strip).anyMatch(value::equalsIgnoreCase);
    }
}
