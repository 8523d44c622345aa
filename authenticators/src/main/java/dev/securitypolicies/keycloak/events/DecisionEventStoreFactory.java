package dev.securitypolicies.keycloak.events;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderFactory;

/** Holds the one record store of the server. */
public final class DecisionEventStoreFactory implements ProviderFactory<DecisionEventStoreProvider> {

    private static final int DEFAULT_WINDOW_SECONDS = 60;

    private static final int DEFAULT_LOGIN_DAYS = 90;

    private @Nullable KeycloakSessionFactory sessions;
    private @Nullable RegularWork regular;
    private LoginRecords logins = new LoginRecords(DEFAULT_LOGIN_DAYS);
    private DecisionEventStore store = new DecisionEventStore(Duration.ofSeconds(DEFAULT_WINDOW_SECONDS));

    @Override
    public String getId() {
        return "default";
    }

    @Override
    public void init(Config.Scope scope) {
        store = new DecisionEventStore(Duration.ofSeconds(scope.getInt("window-seconds", DEFAULT_WINDOW_SECONDS)));
        logins = new LoginRecords(scope.getInt("login-days", DEFAULT_LOGIN_DAYS));
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        sessions = factory;
        RegularWork work = new RegularWork(factory);
        store.start(work);
        logins.start(work);
        regular = work;
    }

    @Override
    public DecisionEventStoreProvider create(KeycloakSession session) {
        return new DecisionEventStoreProvider(store, logins);
    }

    /** Closed before the database, which the last records go to. */
    @Override
    public Set<Class<? extends Provider>> dependsOn() {
        return Set.of(JpaConnectionProvider.class);
    }

    @Override
    public void close() {
        if (regular != null) {
            regular.close();
        }
        if (sessions != null) {
            store.end(sessions);
        }
    }
}
