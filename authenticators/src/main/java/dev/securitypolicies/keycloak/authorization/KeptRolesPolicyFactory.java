package dev.securitypolicies.keycloak.authorization;

import java.util.ServiceLoader;
import org.keycloak.Config;
import org.keycloak.authorization.AuthorizationProvider;
import org.keycloak.authorization.model.Policy;
import org.keycloak.authorization.policy.provider.PolicyProvider;
import org.keycloak.authorization.policy.provider.PolicyProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.representations.idm.authorization.PolicyRepresentation;
import org.keycloak.representations.idm.authorization.RolePolicyRepresentation;

/** Keycloak's role policy under its own id, evaluated by {@link KeptRolesPolicy}; the stock one is in an artifact of its own. */
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
        return new KeptRolesPolicy(stock.create(authorization), stock::toRepresentation);
    }

    @Override
    public PolicyProvider create(KeycloakSession session) {
        return new KeptRolesPolicy(stock.create(session), stock::toRepresentation);
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
}
