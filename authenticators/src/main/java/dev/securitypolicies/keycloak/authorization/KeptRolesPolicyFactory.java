package dev.securitypolicies.keycloak.authorization;

import dev.securitypolicies.decision.Enforcement;
import dev.securitypolicies.decision.Role;
import dev.securitypolicies.keycloak.issue.IssueDecision;
import dev.securitypolicies.keycloak.provenance.TokenUser;
import dev.securitypolicies.keycloak.spi.SecurityPolicyProvider;
import dev.securitypolicies.keycloak.subject.RoleGraphs;
import java.util.Optional;
import java.util.ServiceLoader;
import org.keycloak.Config;
import org.keycloak.authorization.AuthorizationProvider;
import org.keycloak.authorization.common.KeycloakIdentity;
import org.keycloak.authorization.fgap.AdminPermissionsSchema;
import org.keycloak.authorization.identity.Identity;
import org.keycloak.authorization.model.Policy;
import org.keycloak.authorization.policy.evaluation.Evaluation;
import org.keycloak.authorization.policy.provider.PolicyProvider;
import org.keycloak.authorization.policy.provider.PolicyProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.idm.authorization.PolicyRepresentation;
import org.keycloak.representations.idm.authorization.RolePolicyRepresentation;
import org.keycloak.representations.idm.authorization.RolePolicyRepresentation.RoleDefinition;

/**
 * Keycloak's role policy under its own id. Where it fetches the roles of the user by itself, instead of those of the token, only
 * roles that may be used count; everything else is done by the stock policy, which is in an artifact of its own.
 */
public final class KeptRolesPolicyFactory implements PolicyProviderFactory<RolePolicyRepresentation> {

    private static final String ID = "role";

    private final PolicyProviderFactory<RolePolicyRepresentation> stock = stock();

    @SuppressWarnings({"unchecked", "rawtypes"}) // the id says which representation it is of
    private static PolicyProviderFactory<RolePolicyRepresentation> stock() {
        return ServiceLoader.load(PolicyProviderFactory.class, PolicyProviderFactory.class.getClassLoader()).stream()
                .filter(found -> !found.type().equals(KeptRolesPolicyFactory.class))
                .map(ServiceLoader.Provider::get)
                .filter(factory -> ID.equals(factory.getId()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("this server has no policy of the type `" + ID + "`"));
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getName() {
        return stock.getName();
    }

    @Override
    public String getGroup() {
        return stock.getGroup();
    }

    @Override
    public PolicyProvider create(AuthorizationProvider authorization) {
        return new KeptRolesPolicy(stock.create(authorization));
    }

    @Override
    public PolicyProvider create(KeycloakSession session) {
        return new KeptRolesPolicy(stock.create(session));
    }

    @Override
    public RolePolicyRepresentation toRepresentation(Policy policy, AuthorizationProvider authorization) {
        return stock.toRepresentation(policy, authorization);
    }

    @Override
    public Class<RolePolicyRepresentation> getRepresentationType() {
        return stock.getRepresentationType();
    }

    @Override
    public void onCreate(Policy policy, RolePolicyRepresentation representation, AuthorizationProvider authorization) {
        stock.onCreate(policy, representation, authorization);
    }

    @Override
    public void onUpdate(Policy policy, RolePolicyRepresentation representation, AuthorizationProvider authorization) {
        stock.onUpdate(policy, representation, authorization);
    }

    @Override
    public void onRemove(Policy policy, AuthorizationProvider authorization) {
        stock.onRemove(policy, authorization);
    }

    @Override
    public void onImport(Policy policy, PolicyRepresentation representation, AuthorizationProvider authorization) {
        stock.onImport(policy, representation, authorization);
    }

    @Override
    public void onExport(Policy policy, PolicyRepresentation representation, AuthorizationProvider authorization) {
        stock.onExport(policy, representation, authorization);
    }

    @Override
    public void init(Config.Scope config) {
        stock.init(config);
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        stock.postInit(factory);
    }

    @Override
    public void close() {
        stock.close();
    }

    /** The policy of one evaluation. */
    private final class KeptRolesPolicy implements PolicyProvider {

        private final PolicyProvider policy;

        KeptRolesPolicy(PolicyProvider policy) {
            this.policy = policy;
        }

        @Override
        public void evaluate(Evaluation evaluation) {
            AuthorizationProvider authorization = evaluation.getAuthorizationProvider();
            RealmModel realm = authorization.getRealm();
            KeycloakSession session = authorization.getKeycloakSession();
            RolePolicyRepresentation roles = stock.toRepresentation(evaluation.getPolicy(), authorization);
            boolean restricts = IssueDecision.restricts(session, realm)
                    && SecurityPolicyProvider.of(session).enforcement(realm) == Enforcement.ENFORCE;
            Identity identity = evaluation.getContext().getIdentity();
            Optional<AccessToken> token = restricts ? counting(session, realm, roles, identity) : Optional.empty();
            if (token.isEmpty()) {
                policy.evaluate(evaluation);
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
            if (identity instanceof KeycloakIdentity presented) {
                boolean calls = KeptIdentity.presentedBy(session).isPresent()
                        && !KeptIdentity.isPreview(session, presented)
                        && AdminPermissionsSchema.SCHEMA.isAdminPermissionsEnabled(realm);
                return Boolean.TRUE.equals(roles.isFetchRoles()) || calls
                        ? Optional.ofNullable(presented.getAccessToken())
                        : Optional.empty();
            }
            return KeptIdentity.presentedBy(session)
                    .filter(token -> TokenUser.of(session, realm, token)
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
            policy.close();
        }
    }
}
