package dev.securitypolicies.keycloak.subject;

import dev.securitypolicies.decision.RoleGraph;
import dev.securitypolicies.decision.Subject;
import dev.securitypolicies.ip.AddressSet;
import dev.securitypolicies.policy.SecurityPolicy;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Sees a user of Keycloak as the subject of a decision. */
public final class Subjects {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final SecurityPolicy policy;

    /** Users of a realm, as a policy sees them. */
    public Subjects(KeycloakSession session, RealmModel realm, SecurityPolicy policy) {
        this.session = session;
        this.realm = realm;
        this.policy = policy;
    }

    /** The user, with their roles only if the policy restricts any. */
    public Subject of(UserModel user) {
        RoleGraph roles = policy.ip().restrictsLogins() ? RoleGraphs.of(realm, user) : RoleGraph.EMPTY;
        boolean interfaceUser =
                user.getServiceAccountClientLink() != null || has(user, UserAttributes.USER_TYPE, "interface");
        return new Subject(
                roles,
                new IpGroups(user).sources().keySet(),
                interfaceUser,
                mayUsePassword(user),
                ofClient(user),
                new Memberships(session, realm, policy.ip()).of(user));
    }

    /** A service account comes from where its client may. */
    private Optional<AddressSet> ofClient(UserModel user) {
        return Optional.ofNullable(user.getServiceAccountClientLink())
                .map(realm::getClientById)
                .flatMap(new ClientAllowlist(session, realm, policy.ip())::of);
    }

    /** Whether the user may log in with local credentials under forced SSO (R6). */
    public static boolean mayUsePassword(UserModel user) {
        return has(user, UserAttributes.ALLOW_PASSWORD, "true");
    }

    private static boolean has(UserModel user, UserAttributes attribute, String value) {
        return user.getAttributeStream(attribute.attribute()).map(String::strip).anyMatch(value::equalsIgnoreCase);
    }
}
