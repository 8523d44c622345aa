package dev.securitypolicies.keycloak.engine;

import dev.securitypolicies.ip.AddressSet;
import dev.securitypolicies.ip.ForwardingHeader;
import dev.securitypolicies.ip.TrustedProxies;
import dev.securitypolicies.keycloak.spi.SecurityPolicyProvider;
import dev.securitypolicies.keycloak.spi.SecurityPolicyProviderFactory;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel.RealmRemovedEvent;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.models.utils.PostMigrationEvent;

/** Holds what lives as long as the server: the compiled policies and the server options. */
public final class DefaultSecurityPolicyProviderFactory implements SecurityPolicyProviderFactory {

    private final PolicyCache cache = new PolicyCache();
    private final ListCache lists = new ListCache();
    private final TenantCache tenants = new TenantCache();
    private BreakGlass breakGlass = BreakGlass.off(Clock.systemUTC());
    private TrustedProxies proxies = new TrustedProxies(ForwardingHeader.NONE, AddressSet.NONE, false);

    private String trusted = "";
    private volatile @Nullable PolicyWatch watch;

    @Override
    public String getId() {
        return "default";
    }

    @Override
    public void init(Config.Scope scope) {
        proxies = ServerOptions.proxies(scope);
        trusted = ServerOptions.trusted(scope).orElse("");
        breakGlass = BreakGlass.read(scope, Clock.systemUTC());
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        factory.register(event -> {
            if (event instanceof RealmRemovedEvent removed) {
                forget(removed.getRealm().getId());
            } else if (event instanceof PostMigrationEvent) {
                if (ServerOptions.isInCluster()) {
                    PolicyWatch started = new PolicyWatch(factory, this::forget);
                    started.start();
                    watch = started;
                }
                new StockProviderOverrides(factory).report();
                new KnownWays(factory).report();
                KeycloakModelUtils.runJobInTransaction(factory, breakGlass::resolve);
                KeycloakModelUtils.runJobInTransaction(
                        factory, session -> new StartLine(proxies, trusted).log(session));
            }
        });
    }

    private void forget(String realmId) {
        cache.forget(realmId);
        lists.forget(realmId);
        tenants.forget(realmId);
    }

    @Override
    public SecurityPolicyProvider create(KeycloakSession session) {
        return new DefaultSecurityPolicyProvider(
                session, new CurrentPolicies(session, cache, watch), lists, tenants, proxies, breakGlass);
    }

    @Override
    public void close() {
        PolicyWatch started = watch;
        if (started != null) {
            started.close();
        }
    }
}
