package dev.securitypolicies.keycloak.authorization;

import dev.securitypolicies.decision.Role;
import dev.securitypolicies.keycloak.compat.TokenIdentity;
import dev.securitypolicies.keycloak.issue.KeptRoles;
import dev.securitypolicies.keycloak.provenance.TokenUsers;
import dev.securitypolicies.keycloak.subject.RoleGraphs;
import java.util.Optional;
import java.util.function.BiFunction;
import org.keycloak.authorization.AuthorizationProvider;
import org.keycloak.authorization.fgap.AdminPermissionsSchema;
import org.keycloak.authorization.identity.Identity;
import org.keycloak.authorization.model.Policy;
import org.keycloak.authorization.policy.evaluation.Evaluation;
import org.keycloak.authorization.policy.provider.PolicyProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.idm.authorization.RolePolicyRepresentation;
import org.keycloak.representations.idm.authorization.RolePolicyRepresentation.RoleDefinition;

/**
 * A role policy. Where it asks the roles of a user instead of those of a token, because it fetches them by itself or because
 * somebody calls the admin API with fine-grained permissions, only roles that may be used count (R15); everything else is done by
 * the stock policy.
 */
final class KeptRolesPolicy implements PolicyProvider {

    private final PolicyProvider stock;
    private final BiFunction<Policy, AuthorizationProvider, RolePolicyRepresentation> representations;

    KeptRolesPolicy(
            PolicyProvider stock, BiFunction<Policy, AuthorizationProvider, RolePolicyRepresentation> representations) {
        this.stock = stock;
        this.representations = representations;
    }

    @Override
    public void evaluate(Evaluation evaluation) {
        AuthorizationProvider authorization = evaluation.getAuthorizationProvider();
        RealmModel realm = authorization.getRealm();
        KeycloakSession session = authorization.getKeycloakSession();
        RolePolicyRepresentation roles = representations.apply(evaluation.getPolicy(), authorization);
        Identity identity = evaluation.getContext().getIdentity();
        Optional<AccessToken> token =
                KeptRoles.count(session, realm) ? counting(session, realm, roles, identity) : Optional.empty();
        if (token.isEmpty()) {
            stock.evaluate(evaluation);
        } else if (isGranted(session, realm, roles, identity, token.get())) {
            evaluation.grant();
        }
    }

    /**
     * The token that the roles are judged by; empty where the identity itself shows kept ones only. Fine-grained admin
     * permissions are evaluated in a way of their own, and for the user instead of their token.
     */
    private static Optional<AccessToken> counting(
            KeycloakSession session, RealmModel realm, RolePolicyRepresentation roles, Identity identity) {
        if (new TokenIdentity(identity).isPresent()) {
            boolean calls = new KeptIdentity(session).presented().isPresent()
                    && !new KeptIdentity(session).isPreview(identity)
                    && AdminPermissionsSchema.SCHEMA.isAdminPermissionsEnabled(realm);
            return Boolean.TRUE.equals(roles.isFetchRoles()) || calls
                    ? new TokenIdentity(identity).token()
                    : Optional.empty();
        }
        return new KeptIdentity(session)
                .presented()
                .filter(token -> new TokenUsers(session, realm)
                        .of(token)
                        .filter(user -> user.getId().equals(identity.getId()))
                        .isPresent());
    }

    /** Every required role, and at least one. */
    private static boolean isGranted(
            KeycloakSession session,
            RealmModel realm,
            RolePolicyRepresentation roles,
            Identity identity,
            AccessToken token) {
        KeptRoles kept = KeptRoles.of(session, realm, token);
        UserModel user = session.users().getUserById(realm, identity.getId());
        boolean granted = false;
        for (RoleDefinition definition : roles.getRoles()) {
            Optional<RoleModel> role = Optional.ofNullable(realm.getRoleById(definition.getId()));
            boolean has = role.filter(found -> user != null && user.hasRole(found))
                    .map(found -> RoleGraphs.role(realm, found))
                    .filter(found -> kept.contain(Role.named(found.clientId(), found.name())))
                    .isPresent();
            if (!has && role.isPresent() && Boolean.TRUE.equals(definition.isRequired())) {
                return false;
            }
            granted |= has;
        }
        return granted;
    }

    @Override
    public void close() {
        stock.close();
    }
}
